import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')
const TESTS = join('test', 'contract')

interface Row {
    id: string
    testedIn: string
}

/** Rows of the tables in docs/quirks.md. */
const rows = readFileSync(join(ROOT, 'docs', 'quirks.md'), 'utf8')
    .split('\n')
    .flatMap((line): Row[] => {
        const [, id = '', ...cells] = line.split('|').map((cell) => cell.trim())
        const testedIn = id.startsWith('Q') ? cells[2] : cells[1]
        return /^(Q\d+|§13\.\d+)$/.test(id) ? [{ id, testedIn: testedIn ?? '' }] : []
    })

const imitated = rows.filter(({ testedIn }) => !testedIn.startsWith('not imitated: '))

const fileOf = (name: string): string => join(ROOT, name.endsWith('.ts') ? name : join(TESTS, `${name}.test.ts`))

/** True when a test of the file, or a row of one, carries the id in its name. */
const names = (file: string, id: string): boolean => {
    const titles = readFileSync(file, 'utf8').match(/(['"`])(?:Q\d|§13).*?\1,\s*(?:async )?[({]/gs) ?? []
    return titles.some((title) => title.split(/[\s,:'"`]+/).includes(id))
}

test('the register holds every quirk from Q1 to Q57 and every item of §13', () => {
    expect(rows.map(({ id }) => id)).toEqual([
        ...Array.from({ length: 57 }, (_, place) => `Q${place + 1}`),
        ...Array.from({ length: 16 }, (_, place) => `§13.${place + 1}`),
    ])
})

test.each(imitated)('$id has a test of its name in $testedIn', ({ id, testedIn }) => {
    const without = testedIn.split(', ').filter((name) => !names(fileOf(name), id))
    expect(without).toEqual([])
})

test('what is not imitated says why', () => {
    expect(rows.filter((row) => !imitated.includes(row)).map(({ id }) => id)).toEqual(['Q47'])
})
