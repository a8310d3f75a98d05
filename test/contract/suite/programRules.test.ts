import { codesIn, Records, warningsIn } from './records.ts'
import { describeServers } from './server.ts'

const WARNINGS = { reportMode: 'WARNINGS' }

/** Weights at which a rule of the run fires, with what it then does. */
const RULES = [
    { name: 'too heavy', above: 900, action: 'SHOWERROR', element: 'weight' },
    { name: 'heavy', above: 800, action: 'SHOWWARNING', element: 'weight' },
    { name: 'noted', exactly: 77, action: 'ASSIGN', element: 'note', data: "'by rule'" },
    { name: 'regimen asked', exactly: 78, action: 'SETMANDATORYFIELD', element: 'regimen' },
    { name: 'note hidden', exactly: 79, action: 'HIDEFIELD', element: 'note' },
    { name: 'not to be completed', exactly: 80, action: 'ERRORONCOMPLETE', element: 'weight' },
] as const

describeServers('Program rules on import', (server) => {
    const make = new Records(server)
    const visit = (name: string, weight: string, more: { status?: string; values?: [string, string][] } = {}) => {
        const { status = 'ACTIVE', values = [] } = more
        const dataValues = [make.value('weight', weight), ...values.map(([element, value]) => make.value(element, value))]
        return { events: [make.visit(name, { enrollment: server.uid('enrollment weighed'), status, dataValues })] }
    }
    const values = async (name: string) => {
        const { body } = await server.get('connector', `/api/tracker/events/${server.uid(`visit ${name}`)}`, {
            fields: 'dataValues[value]',
        })
        return (body as { dataValues: { value: string }[] }).dataValues.map(({ value }) => value).toSorted()
    }

    beforeAll(async () => {
        await make.store('weighed')
        const variable = `${server.prefix}_weight`
        const program = { id: server.uid('program main') }
        const number = (rule: (typeof RULES)[number]) => ('above' in rule ? `> ${rule.above}` : `== ${rule.exactly}`)
        const answer = await server.ask('given', 'POST', '/api/metadata', {
            body: {
                programRuleVariables: [
                    {
                        id: server.uid('variable'),
                        name: variable,
                        program,
                        valueType: 'INTEGER_POSITIVE',
                        programRuleVariableSourceType: 'DATAELEMENT_CURRENT_EVENT',
                        dataElement: { id: server.uid('element weight') },
                        useCodeForOptionSet: false,
                    },
                ],
                programRules: RULES.map((rule) => ({
                    id: server.uid(`rule ${rule.name}`),
                    name: `${server.prefix} ${rule.name}`,
                    program,
                    condition: `d2:hasValue('${variable}') && #{${variable}} ${number(rule)}`,
                    programRuleActions: [{ id: server.uid(`action ${rule.name}`) }],
                })),
                programRuleActions: RULES.map((rule) => ({
                    id: server.uid(`action ${rule.name}`),
                    programRule: { id: server.uid(`rule ${rule.name}`) },
                    programRuleActionType: rule.action,
                    dataElement: { id: server.uid(`element ${rule.element}`) },
                    content: rule.name,
                    ...('data' in rule && { data: rule.data }),
                })),
            },
        })
        expect([answer.status, codesIn(answer)]).toEqual([200, []])
    })

    it('an error refuses, a warning does not', async () => {
        const error = await server.track('connector', visit('error', '901'), WARNINGS)
        expect([error.status, codesIn(error), warningsIn(error)]).toEqual([409, ['E1300'], ['E1300']])
        const warning = await server.track('connector', visit('warning', '801'), WARNINGS)
        expect([warning.status, codesIn(warning), warningsIn(warning)]).toEqual([200, [], ['E1300']])
    })

    it('anybody may do without the rules', async () => {
        expect((await server.track('worker', visit('skipped', '901'), { skipRuleEngine: 'true' })).status).toBe(200)
    })

    it('an assigned value is stored, and another one is refused', async () => {
        const empty = await server.track('connector', visit('assigned', '77'), WARNINGS)
        expect([empty.status, warningsIn(empty)]).toEqual([200, ['E1308']])
        expect(await values('assigned')).toEqual(['77', 'by rule'])
        const other = await server.track('connector', visit('assigned', '77', { values: [['note', 'mine']] }), WARNINGS)
        expect([other.status, codesIn(other)]).toEqual([409, ['E1307']])
        const same = await server.track('connector', visit('assigned', '77', { values: [['note', 'by rule']] }))
        expect(same.status).toBe(200)
    })

    it('a question that the rule makes mandatory must be answered', async () => {
        expect(codesIn(await server.track('connector', visit('mandatory', '78')))).toEqual(['E1301'])
        expect((await server.track('connector', visit('mandatory', '78', { values: [['regimen', 'TDF']] }))).status).toBe(200)
    })

    it('a hidden question that is sent is stored', async () => {
        expect((await server.track('connector', visit('hidden', '79', { values: [['note', 'unseen']] }))).status).toBe(200)
        expect(await values('hidden')).toEqual(['79', 'unseen'])
    })

    it('an error on completion counts on completion only', async () => {
        expect((await server.track('connector', visit('open', '80'))).status).toBe(200)
        expect(codesIn(await server.track('connector', visit('done', '80', { status: 'COMPLETED' })))).toEqual(['E1300'])
    })

    it('in OBJECT mode only the event that breaks a rule is refused', async () => {
        const events = [...visit('breaks', '901').events, ...visit('keeps', '60').events]
        const answer = await server.track('connector', { events }, { atomicMode: 'OBJECT' })
        expect([answer.status, codesIn(answer)]).toEqual([200, ['E1300']])
        expect(await values('keeps')).toEqual(['60'])
    })
})
