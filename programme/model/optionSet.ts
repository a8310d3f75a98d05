import type { OptionSet, Text } from './types.ts'

/** A text from an English and Kiswahili pair, as the tables of the model write it. */
export const text = ([en, sw]: readonly [en: string, sw: string]): Text => ({ en, sw })

/**
 * One option set. `stem` is its code without `KMMP_OS_`; the keys of `options` are option codes, each with its English and Kiswahili name.
 * Options keep the order in which they are written.
 */
export const optionSet = (
    stem: string,
    en: string,
    sw: string,
    options: Readonly<Record<string, readonly [string, string]>>
): OptionSet => ({
    code: `KMMP_OS_${stem}`,
    name: { en: `KMMP ${en}`, sw: `KMMP ${sw}` },
    options: Object.entries(options).map(([code, name]) => ({ code, name: text(name) })),
})
