import type { Running } from '../testing/start.ts'
import {
    ALWAYS,
    ELSEWHERE,
    event,
    NOTE,
    ON_COMPLETE,
    person,
    REGIMEN,
    startWith,
    TALK,
    TALKS,
    type TestRule,
    WEIGHT,
} from './testing/program.ts'
import { importInto } from './testing/send.ts'
import type { Dialect } from '#dhis2/version.ts'

let sandbox: Running
const begin = async (rules: readonly TestRule[], dialect?: Dialect): Promise<void> => {
    sandbox = await startWith(rules, dialect)
}
afterEach(() => sandbox.close())

const send = (body: object, query?: string) => importInto(sandbox, body, query)

const stored = async (): Promise<Record<string, string> | undefined> => {
    const answer = await sandbox.ask('admin', 'GET', '/api/tracker/events/EvenEvent01?fields=dataValues[dataElement,value]')
    const { dataValues } = answer.body as { dataValues?: { dataElement: string; value: string }[] }
    return dataValues && Object.fromEntries(dataValues.map(({ dataElement, value }) => [dataElement, value]))
}

const ERROR: TestRule = { when: '#{weight} > 100', action: 'SHOWERROR', at: WEIGHT, content: 'too heavy' }
const ON_COMPLETION: TestRule = { ...ERROR, action: 'ERRORONCOMPLETE' }
const ASSIGN: TestRule = { when: '#{weight} == 7', action: 'ASSIGN', at: NOTE, data: "'seven'" }
const DOUBLE: TestRule = { when: 'true', action: 'ASSIGN', at: WEIGHT, data: '2 * 3' }
const MANDATORY: TestRule = { when: '#{weight} > 100', action: 'SETMANDATORYFIELD', at: NOTE }
const HEAVY = { [WEIGHT]: '101' }

const refused = ['E1300 EvenEvent01']
const assigned = ['E1308 EvenEvent01']

interface Row {
    story: string
    rules: TestRule[]
    values: Record<string, string | null>
    event?: object
    /** values of the same event, sent before with `skipRuleEngine` */
    before?: Record<string, string>
    dialect?: Dialect
    query?: string
    errors?: string[]
    warnings?: string[]
    /** what the event holds afterwards; left out: it is not there */
    holds?: Record<string, string>
}

const EVENT_ROWS: Row[] = [
    { story: 'an error refuses the event', rules: [ERROR], values: HEAVY, errors: refused },
    { story: 'a rule that does not hold says nothing', rules: [ERROR], values: { [WEIGHT]: '99' }, holds: { [WEIGHT]: '99' } },
    { story: 'a warning lets it pass', rules: [{ ...ERROR, action: 'SHOWWARNING' }], values: HEAVY, warnings: refused, holds: HEAVY },
    { story: 'an error on completion waits for completion', rules: [ON_COMPLETION], values: HEAVY, holds: HEAVY },
    {
        story: 'an error on completion refuses a completed event',
        rules: [ON_COMPLETION],
        values: HEAVY,
        event: { status: 'COMPLETED' },
        errors: refused,
    },
    {
        story: 'a warning on completion',
        rules: [{ ...ERROR, action: 'WARNINGONCOMPLETE' }],
        values: HEAVY,
        event: { status: 'COMPLETED' },
        warnings: refused,
        holds: HEAVY,
    },
    {
        story: 'a stage that is checked on completion lets rules do nothing before',
        rules: [ERROR, DOUBLE],
        values: HEAVY,
        event: { programStage: ON_COMPLETE },
        holds: HEAVY,
    },
    {
        story: 'a stage that is checked on completion, completed',
        rules: [ERROR],
        values: HEAVY,
        event: { programStage: ON_COMPLETE, status: 'COMPLETED' },
        errors: refused,
    },
    { story: 'a rule of another stage', rules: [{ ...ERROR, stage: ON_COMPLETE }], values: HEAVY, holds: HEAVY },
    { story: 'a rule of this stage', rules: [{ ...ERROR, stage: ALWAYS }], values: HEAVY, errors: refused },
    { story: 'an error at a question of no stage', rules: [{ ...ERROR, at: ELSEWHERE }], values: HEAVY, holds: HEAVY },
    {
        story: 'a planned event',
        rules: [{ ...ERROR, when: 'true' }],
        values: {},
        event: { status: 'SCHEDULE', scheduledAt: '2026-12-01' },
        holds: {},
    },
    { story: 'a hidden question keeps its answer', rules: [{ ...ERROR, action: 'HIDEFIELD' }], values: HEAVY, holds: HEAVY },
    {
        story: 'a value is worked out',
        rules: [ASSIGN],
        values: { [WEIGHT]: '7' },
        warnings: assigned,
        holds: { [WEIGHT]: '7', [NOTE]: 'seven' },
    },
    {
        story: 'the value was sent alike',
        rules: [ASSIGN],
        values: { [WEIGHT]: '7', [NOTE]: 'seven' },
        warnings: assigned,
        holds: { [WEIGHT]: '7', [NOTE]: 'seven' },
    },
    { story: 'another value was sent', rules: [ASSIGN], values: { [WEIGHT]: '7', [NOTE]: 'VII' }, errors: ['E1307 EvenEvent01'] },
    { story: 'an empty value was sent', rules: [ASSIGN], values: { [WEIGHT]: '7', [NOTE]: null }, errors: ['E1307 EvenEvent01'] },
    {
        story: 'equal numbers, written otherwise',
        rules: [DOUBLE],
        values: { [WEIGHT]: '6.0' },
        warnings: assigned,
        holds: { [WEIGHT]: '6' },
    },
    {
        story: 'two rules assign differing values',
        rules: [ASSIGN, { ...ASSIGN, data: "'eight'" }],
        values: { [WEIGHT]: '7' },
        errors: ['E1307 EvenEvent01'],
        warnings: assigned,
    },
    {
        story: 'nothing comes of the formula: the stored value goes',
        rules: [
            { ...ASSIGN, data: '#{double}' },
            { when: 'true', action: 'ASSIGN', content: '#{double}', data: "''", priority: 1 },
        ],
        before: { [NOTE]: 'old' },
        values: { [WEIGHT]: '7' },
        warnings: assigned,
        holds: { [WEIGHT]: '7' },
    },
    {
        story: '2.42 assigns what is no option',
        rules: [{ ...ASSIGN, at: REGIMEN }],
        values: { [WEIGHT]: '7' },
        warnings: assigned,
        holds: { [WEIGHT]: '7', [REGIMEN]: 'seven' },
    },
    {
        story: '2.40 assigns options only',
        rules: [{ ...ASSIGN, at: REGIMEN }],
        dialect: '2.40',
        values: { [WEIGHT]: '7' },
        warnings: assigned,
        holds: { [WEIGHT]: '7' },
    },
    { story: 'a required value is missing', rules: [MANDATORY], values: HEAVY, errors: ['E1301 EvenEvent01'] },
    { story: 'a required value is there', rules: [MANDATORY], values: { ...HEAVY, [NOTE]: 'x' }, holds: { ...HEAVY, [NOTE]: 'x' } },
    {
        story: 'a required value is stored already',
        rules: [MANDATORY],
        before: { [NOTE]: 'x' },
        values: HEAVY,
        holds: { ...HEAVY, [NOTE]: 'x' },
    },
    {
        story: 'a required value is cleared',
        rules: [MANDATORY],
        before: { [NOTE]: 'x' },
        values: { ...HEAVY, [NOTE]: null },
        errors: ['E1314 EvenEvent01'],
        holds: { [NOTE]: 'x' },
    },
    { story: 'the rule engine is skipped', rules: [ERROR, DOUBLE], values: HEAVY, query: '&skipRuleEngine=true', holds: HEAVY },
    { story: 'a superuser skips validation', rules: [ERROR, DOUBLE], values: HEAVY, query: '&validationMode=SKIP', holds: HEAVY },
    { story: 'a dry run says the same', rules: [ERROR], values: HEAVY, query: '&importMode=VALIDATE', errors: refused },
    {
        story: '2.41 sees stored values that an update leaves out',
        rules: [{ ...ERROR, at: NOTE }],
        dialect: '2.41',
        before: HEAVY,
        values: { [NOTE]: 'x' },
        errors: refused,
        holds: HEAVY,
    },
    {
        story: '2.42 does not see stored values that an update leaves out',
        rules: [{ ...ERROR, at: NOTE }],
        before: HEAVY,
        values: { [NOTE]: 'x' },
        holds: { ...HEAVY, [NOTE]: 'x' },
    },
    {
        story: 'a rule that cannot be worked out only warns',
        rules: [{ ...ERROR, when: '#{nobody knows} > 1' }, { ...ERROR, when: '#{weight' }, ASSIGN],
        values: { [WEIGHT]: '7' },
        warnings: [...refused, ...refused, ...assigned],
        holds: { [WEIGHT]: '7', [NOTE]: 'seven' },
    },
]

describe('program rules on an imported event', () => {
    it.each(EVENT_ROWS)('$story', async ({ rules, values, event: rest, before, dialect, query, errors = [], warnings = [], holds }) => {
        await begin(rules, dialect)
        await send(person({ events: before ? [event(before, rest)] : [] }), '&skipRuleEngine=true')
        const met = await send({ events: [event(values, rest)] }, query)
        expect({ errors: met.errors, warnings: met.warnings, holds: await stored() }).toEqual({ errors, warnings, holds })
    })

    it('a server that lets rules overwrite takes their value', async () => {
        await begin([ASSIGN])
        await sandbox.ask('admin', 'POST', '/api/systemSettings/ruleEngineAssignOverwrite?value=true')
        await send(person({}))
        const met = await send({ events: [event({ [WEIGHT]: '7', [NOTE]: 'VII' })] })
        expect([met.errors, met.warnings, await stored()]).toEqual([[], assigned, { [WEIGHT]: '7', [NOTE]: 'seven' }])
    })

    it('under OBJECT only the refused event stays out', async () => {
        await begin([ERROR])
        await send(person({}))
        const events = [event(HEAVY), event({ [WEIGHT]: '9' }, { event: 'EvenEvent02' })]
        const { errors, report } = await send({ events }, '&atomicMode=OBJECT')
        expect([report.status, errors, report.stats]).toMatchObject(['OK', refused, { created: 1, ignored: 1 }])
    })

    it('later rules see a calculated value, in the order of their priority', async () => {
        await begin([
            { ...ERROR, when: '#{double} > 13', priority: 2 },
            { when: 'true', action: 'ASSIGN', content: '#{double}', data: '2 * #{weight}', priority: 1 },
        ])
        await send(person({}))
        expect((await send({ events: [event({ [WEIGHT]: '6' })] })).errors).toEqual([])
        expect((await send({ events: [event({ [WEIGHT]: '7' })] })).errors).toEqual(refused)
    })

    it('sees the newest and the earlier events of the enrollment, stored or sent, but no deleted ones', async () => {
        const lost: TestRule = { ...ERROR, when: 'd2:hasValue(#{earlier weight}) && #{weight} < #{earlier weight}', content: 'lost weight' }
        await begin([lost, { ...ERROR, action: 'SHOWWARNING', when: '#{newest weight} == 9' }])
        await send(person({ events: [event({ [WEIGHT]: '8' }, { event: 'EvenEvent02', occurredAt: '2026-10-10' })] }))
        expect((await send({ events: [event({ [WEIGHT]: '7' })] })).errors).toEqual(refused)
        expect((await send({ events: [event({ [WEIGHT]: '9' })] })).warnings).toEqual(refused)
        expect((await send({ events: [event({ [WEIGHT]: '7' }, { occurredAt: '2026-10-01' })] })).errors).toEqual([])
        await send({ events: [{ event: 'EvenEvent02' }] }, '&importStrategy=DELETE')
        expect((await send({ events: [event({ [WEIGHT]: '7' })] })).errors).toEqual([])
    })

    it('sees of a program without registration what was sent together', async () => {
        await begin([{ ...ERROR, program: TALKS, action: 'SHOWWARNING', when: '#{newest talk} == 9' }])
        const talk = { program: TALKS, programStage: TALK, enrollment: undefined }
        const earlier = event({ [WEIGHT]: '8' }, { ...talk, event: 'EvenEvent02', occurredAt: '2026-10-10' })
        const later = event({ [WEIGHT]: '9' }, talk)
        expect((await send({ events: [earlier, later] })).warnings).toEqual(['E1300 EvenEvent01', 'E1300 EvenEvent02'])
        expect((await send({ events: [earlier] })).warnings).toEqual([])
    })

    it('knows the day by the clock of the server', async () => {
        await begin([{ ...ERROR, when: "d2:daysBetween(V{current_date}, '2026-11-17') == 1" }])
        await send(person({}))
        expect((await send({ events: [event({})] })).errors).toEqual(refused)
    })
})
