/** A table; cells hold no line breaks, and bars in them are escaped. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
    [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')

const cell = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim()

/** Paragraphs of a document; empty ones are left out. */
export const paragraphs = (...parts: readonly (string | undefined)[]): string =>
    parts.filter((part) => part !== undefined && part !== '').join('\n\n')

/** How the document marks what rests on a source that could not be read. */
export const doubt = (unverified: string | undefined): string | undefined =>
    unverified === undefined ? undefined : `**Unverified:** ${unverified}`
