import { start, type Running } from '../testing/start.ts'

const program = { id: 'programAbcd' }
const element = {
    id: 'elementAbcd',
    name: 'Weight',
    shortName: 'Weight',
    valueType: 'NUMBER',
    domainType: 'TRACKER',
    aggregationType: 'NONE',
}
const variable = { id: 'variableAbc', name: 'weight', program, programRuleVariableSourceType: 'CALCULATED_VALUE', valueType: 'NUMBER' }
const rule = { id: 'ruleAbcdefg', name: 'Heavy', program, condition: 'true' }
const action = { id: 'actionAbcde', programRule: { id: rule.id }, programRuleActionType: 'HIDEFIELD' }
const person = { relationshipEntity: 'TRACKED_ENTITY_INSTANCE', trackedEntityType: { id: 'typeAbcdefg' } }
const link = { id: 'linkAbcdefg', name: 'Link', bidirectional: false, fromToName: 'to', fromConstraint: person, toConstraint: person }

describe('what DHIS2 checks of single metadata objects', () => {
    let sandbox: Running
    beforeAll(async () => {
        sandbox = await start({ empty: true })
        const stored = await sandbox.ask('admin', 'POST', '/api/metadata', {
            trackedEntityTypes: [{ id: 'typeAbcdefg', name: 'Person', shortName: 'Person' }],
            programs: [
                { ...program, name: 'P', shortName: 'P', programType: 'WITH_REGISTRATION', trackedEntityType: { id: 'typeAbcdefg' } },
            ],
            dataElements: [element],
            programRuleVariables: [variable],
            programRules: [rule],
        })
        expect(stored.status).toBe(200)
    })
    afterAll(() => sandbox.close())

    const codes = async (payload: object, query = 'importMode=VALIDATE') => {
        const { body } = await sandbox.ask('admin', 'POST', `/api/metadata?${query}`, payload)
        return [...new Set([...JSON.stringify(body).matchAll(/"errorCode":"(E\d+)"/g)].map(([, code]) => code))]
    }

    it.each([
        ['a variable whose name the program has', 'E4051', { programRuleVariables: [{ ...variable, id: 'variableXyz' }] }],
        ['a variable named with a keyword', 'E4052', { programRuleVariables: [{ ...variable, name: 'this or that' }] }],
        [
            'a variable that reads no data element',
            'E4059',
            { programRuleVariables: [{ ...variable, programRuleVariableSourceType: 'DATAELEMENT_CURRENT_EVENT' }] },
        ],
        ['a rule whose name the program has, in other case', 'E4057', { programRules: [{ ...rule, id: 'ruleHijklmn', name: 'HEAVY' }] }],
        ['an action that hides nothing', 'E4044', { programRuleActions: [action] }],
        ['an action that hides no section', 'E4036', { programRuleActions: [{ ...action, programRuleActionType: 'HIDESECTION' }] }],
        [
            'an end of a relationship without a type',
            'E4024',
            { relationshipTypes: [{ ...link, toConstraint: { ...person, trackedEntityType: undefined } }] },
        ],
    ])('%s is refused (%s)', async (_what, code, payload) => {
        expect(await codes(payload)).toEqual([code])
    })

    it('lets pass what is right', async () => {
        const payload = { relationshipTypes: [link], programRuleVariables: [variable], programRules: [rule] }
        expect(await codes({ ...payload, programRuleActions: [{ ...action, dataElement: { id: element.id } }] })).toEqual([])
    })

    it.each([
        ['SENDMESSAGE', { templateUid: 'templateAbc' }],
        ['SCHEDULEMESSAGE', { templateUid: 'templateAbc' }],
        ['SCHEDULEEVENT', { programStage: { id: 'stageAbcdef' } }],
    ])('refuses a rule that acts by %s, which would be passed over in silence', async (programRuleActionType, target) => {
        const programRuleActions = [{ ...action, programRuleActionType, ...target }]
        const { status, body } = await sandbox.ask('admin', 'POST', '/api/metadata', { programRuleActions })
        expect(status).toBe(501)
        expect(body).toMatchObject({
            message: `The sandbox does not support program rule actions of type ${programRuleActionType}. A real DHIS2 does.`,
        })
    })

    it('Q43: approval levels, their workflows and data sets at once pass a dry run, and fail without a report when they are stored', async () => {
        const payload = {
            organisationUnitLevels: [{ id: 'levelAbcdef', name: 'Facility', level: 1 }],
            dataApprovalLevels: [{ id: 'approvalAbc', name: 'Facility', orgUnitLevel: { id: 'levelAbcdef' }, level: 1 }],
            dataApprovalWorkflows: [{ id: 'workflowAbc', name: 'W', periodType: 'Monthly', dataApprovalLevels: [{ id: 'approvalAbc' }] }],
            dataSets: [{ id: 'dataSetAbcd', name: 'D', shortName: 'D', periodType: 'Monthly', workflow: { id: 'workflowAbc' } }],
        }
        const { dataSets, ...first } = payload
        expect((await sandbox.ask('admin', 'POST', '/api/metadata?importMode=VALIDATE', payload)).status).toBe(200)
        const failed = await sandbox.ask('admin', 'POST', '/api/metadata', payload)
        expect(failed.status).toBe(409)
        expect(failed.body).not.toHaveProperty('response')
        expect((await sandbox.ask('admin', 'POST', '/api/metadata', first)).status).toBe(200)
        expect((await sandbox.ask('admin', 'POST', '/api/metadata', { dataSets })).status).toBe(200)
    })
})
