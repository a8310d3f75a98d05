import { basename } from 'node:path'
import { loadMapping } from './loadMapping.ts'
import { MappingMistakes, type MappingMistake } from './mistakes.ts'
import { loaded, MAPPING, WORDS } from './trying.ts'

const mistakesIn = async (mapping: string, words = WORDS): Promise<MappingMistake[]> => {
    const error: unknown = await loaded(mapping, words).then(
        () => undefined,
        (thrown: unknown) => thrown
    )
    return error instanceof MappingMistakes ? [...error.mistakes] : []
}

/** The mapping with one text put in the place of another, and the line on which it stands then. */
const changed = (from: string, to: string): { text: string; line: number; column: number } => {
    const at = MAPPING.indexOf(from)
    expect(at).toBeGreaterThan(0)
    const before = MAPPING.slice(0, at).split('\n')
    return { text: MAPPING.replace(from, to), line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

test('a mapping says what its source must hold', async () => {
    const { streams, version, file } = await loaded()
    expect(file.source).toBe('try')
    expect(version).toMatch(/^[0-9a-f]{12}$/)
    expect(streams.map(({ name, file: name_, key }) => [name, name_, key])).toEqual([
        ['patients', 'patients.csv', 'id'],
        ['visits', 'visits.csv', 'id'],
    ])
    const [patients] = streams
    expect(patients?.columns.filter(({ needed }) => needed).map(({ name }) => name)).toEqual([
        'id',
        'mfl',
        'pid',
        'first',
        'dob',
        'joined',
        'consent',
    ])
    expect(patients?.columns.find(({ name }) => name === 'dob')?.aliases).toEqual(['birth_date'])
})

test('a key may be put together of columns that the file has', async () => {
    const { streams } = await loaded(MAPPING.replace('seen_by: {', 'id: { join: [pid, day] }\n            seen_by: {'))
    const [patients, visits] = streams
    expect(patients?.join).toBeUndefined()
    expect(visits).toMatchObject({ key: 'id', join: ['pid', 'day'] })
    expect(visits?.columns.map(({ name, needed }) => [name, needed])).not.toContainEqual(['id', expect.anything()])
    expect(visits?.columns.filter(({ needed }) => needed).map(({ name }) => name)).toEqual(['mfl', 'pid', 'day'])
})

test('a changed mapping or list is another version', async () => {
    const versions = await Promise.all(
        [loaded(), loaded(`${MAPPING}\n`), loaded(MAPPING, `${WORDS}\n`)].map(async (one) => (await one).version)
    )
    expect(new Set(versions).size).toBe(3)
})

describe('a mistake is told with its line and column, and what to do', () => {
    test('a heading of two columns, with the second', async () => {
        const twice = MAPPING.replace('left: date', 'left: { as: date, aliases: [Day] }').replace(
            'died: date',
            'died: { as: date, aliases: [day] }'
        )
        expect(await mistakesIn(twice)).toMatchObject([{ what: '"day" is the heading of "left" as well.' }])
    })

    test.each<[string, string, string, string | RegExp]>([
        ['a word that is not known', 'skip:', 'skips:', '"skips" is not known here.'],
        ['a transform that there is none of', 'phone_ke', 'phone_uk', /phone.*as/],
        ['a reason that there is none of', 'OTHER_COUNTRY', 'FOREIGN', /reason/],
        ['codes that nobody knows', '{ each: topics }', '{ each: seen_by }', 'It is not known which codes "seen_by" may hold.'],
        ['a column that is not there', 'birth: dob', 'birth: birthday', 'There is no column "birthday" in this stream.'],
        [
            'an expression that speaks of no column',
            'row.dob <= row.joined',
            'row.dob <= row.start',
            'There is no column "start" in this stream.',
        ],
        ['an expression that is none', "row.left != ''", 'row.left !!', /no CEL expression/],
        ['an expression that gives no yes or no', "row.left != ''", 'row.left', /not bool/],
        [
            'a joined column that is no key',
            'next: { as: date',
            'next: { join: [pid, day], as: date',
            'Only the key of a stream is put together.',
        ],
        ['a fact that nobody remembers', 'row.day <= parent.died', 'row.day <= parent.buried', 'Nothing remembers "parent.buried".'],
        ['a list that there is none of', 'list: topic', 'list: topics', 'There is no list "topics".'],
        ['a pattern that is none', "'^1$'", "'('", /regular expression/],
        ['a facility column that no stream has', 'code: mfl', 'code: site', 'No stream has the column "site".'],
        ['a column of a skip rule that no stream has', 'columns: gone', 'columns: lost', 'No stream has the column "lost".'],
        [
            'a recorded column that no stream has',
            'SOURCE_ID: id',
            'SOURCE_ID: number_of_record',
            'No stream has the column "number_of_record".',
        ],
        ['a recorded value that is no expression', 'SOURCE_ID: id', "SOURCE_ID: { cel: 'row.(' }", /no CEL expression/],
        [
            'a list of a column of all streams that there is none of',
            'gone:\nrecorded',
            'gone: { as: option, list: words }\nrecorded',
            'There is no list "words".',
        ],
        [
            'an expression of a column of all streams that one of them cannot work out',
            'gone:\nrecorded',
            'gone: { cel: row.pid + row.day }\nrecorded',
            'There is no column "day" in this stream.',
        ],
        ['a day of the end that no column has', 'on: left', 'on: gone_on', 'There is no column "gone_on" in this stream.'],
        [
            'a time zone that there is none of',
            'streams:\n',
            'dates: { zone: Africa/Nairob }\nstreams:\n',
            /a time zone such as Africa\/Nairobi/,
        ],
        ['a value from nowhere', 'KIND: kind }', 'KIND: { owner: fill } }', 'KIND needs exactly one of from, value, cel, each.'],
    ])('%s', async (_, from, to, what) => {
        const { text, line } = changed(from, to)
        const [mistake] = await mistakesIn(text)
        expect(mistake).toMatchObject({ line, what: typeof what === 'string' ? what : expect.stringMatching(what) })
        expect(mistake?.next).not.toBe('')
        expect(basename(mistake?.file ?? '')).toBe('mapping.yaml')
    })

    test('to the column', async () => {
        const { text, line, column } = changed('skip:', 'skips:')
        expect(await mistakesIn(text)).toMatchObject([{ line, column }])
    })

    test('YAML that is none', async () => {
        expect(await mistakesIn(MAPPING.replace('lists:', 'source: again\nlists:'))).toMatchObject([{ line: 4, column: 1 }])
    })

    test('in a list', async () => {
        const [mistake] = await mistakesIn(MAPPING, WORDS.replace('sentinels', 'sentinel'))
        expect(mistake).toMatchObject({ line: 4, column: 1, what: '"sentinel" is not known here.' })
        expect(basename(mistake?.file ?? '')).toBe('words.yaml')
    })

    test('once, though several streams share it', async () => {
        expect(await mistakesIn(MAPPING.replace('    gone:\n', '    gone: { as: option, list: words }\n'))).toHaveLength(1)
    })

    test('in a month that there is none of', async () => {
        expect(await mistakesIn(MAPPING, `${WORDS}months: { '13': [undecimber] }\n`)).toMatchObject([{ line: 8 }])
    })

    test('all mistakes at once', async () => {
        expect(await mistakesIn(MAPPING.replace('phone_ke', 'phone_uk').replace('OTHER_COUNTRY', 'FOREIGN'))).toHaveLength(2)
    })
})

test('a further stream of the same table is known as one', async () => {
    const { streams } = await loaded(MAPPING.replace('visits.csv', 'patients.csv'))
    expect(streams.map(({ name, further }) => [name, further])).toEqual([
        ['patients', undefined],
        ['visits', true],
    ])
})

test('a mapping that is not there says where it was looked for', async () => {
    await expect(loadMapping('/nowhere')).rejects.toMatchObject({
        where: '/nowhere/mapping.yaml',
        next: expect.stringContaining('kmmp.yaml'),
    })
})
