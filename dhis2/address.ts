/** True for what a browser could open: `http` or `https`, and a host. */
export const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
