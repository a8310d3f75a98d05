import type { StreamShape } from '../source/source.ts'

/**
 * The file in which rows of a stream are given out to be corrected, and given back: that of the partner; a text file of its own for a sheet
 * of a workbook, and for one of several streams that read the same table.
 */
export const correctionFile = ({ name, file }: StreamShape, streams: readonly StreamShape[]): string => {
    const [table = '', sheet = ''] = file.split('#')
    const shared = streams.some((other) => other.name !== name && other.file === file)
    const isText = !table.toLowerCase().endsWith('.xlsx')
    if (isText && !shared) {
        return table
    }
    const parts = [table.replace(/\.\w+$/, ''), sheet, shared ? name : '']
    return `${parts.filter((part) => part !== '').join(' - ')}.csv`
}
