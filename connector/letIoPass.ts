import { setImmediate } from 'node:timers/promises'

/**
 * Lets answers in and requests out between two pieces of work that keep the one thread busy: a server that has a free place for a request
 * should not wait for a page that is only just being planned or written down.
 */
export const letIoPass = (): Promise<void> => setImmediate()
