/** The message of an unforeseen error may hold anything, so it is not shown. */
export const unforeseen = (error: unknown): string =>
    `Something unforeseen happened (${error instanceof Error ? error.name : 'unknown'}). Run the command again with --debug and report what it shows.`

/** Where in the program an error arose, and what caused it: kinds, codes of the system and places. No messages: they may tell what stood in a record. */
export const traceOf = (error: unknown): string[] => {
    if (!(error instanceof Error)) {
        return []
    }
    const [first = '', ...more] = traceOf(error.cause)
    const kind = [error.name, ...codesOf(error)].join(' ')
    return [kind, ...placesIn(error.stack ?? '', error.message), ...(first === '' ? [] : [`caused by ${first}`, ...more])]
}

const CODE = /^\w+$/

const codesOf = (error: object): string[] =>
    ['code', 'errcode'].flatMap((name) => {
        const code = String((error as Record<string, unknown>)[name] ?? '')
        return CODE.test(code) ? [code] : []
    })

const PLACE = /^ {4}at (.+:\d+:\d+\)?|(async )?[\w.<> ]+ \(<anonymous>\))$/

/** The last lines of a stack, up to the first that is no place: a message may have several lines. */
const placesIn = (stack: string, message: string): string[] => {
    const told = stack.slice(stack.includes(message) ? stack.indexOf(message) + message.length : 0).split('\n')
    const other = told.findLastIndex((line) => !PLACE.test(line))
    return told.slice(other + 1)
}
