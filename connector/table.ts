/** Columns of equal width: the first to the left, numbers to the right. */
export const table = (rows: readonly (readonly string[])[]): string[] => {
    const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
    const numeric = widths.map((_, column) => column > 0 && rows.slice(1).every((row) => NUMBER.test(row[column] ?? '')))
    return rows.map((row) =>
        row
            .map((text, column) => (numeric[column] ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0)))
            .join('  ')
            .trimEnd()
    )
}

const NUMBER = /^(-|[\d,. ]*%?)$/
