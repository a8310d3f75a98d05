import { makerOf, sharedWith, STAFF, type Maker, type MetadataPayload } from './fixture.ts'
import type { Uid } from '#dhis2/uid.ts'

type Json = Record<string, unknown>

/** Data elements, one of them by sex. */
export const figureFixture = (prefix: string): MetadataPayload => {
    const maker: Maker = makerOf(prefix)
    const { named, ref } = maker
    const sharing = sharedWith(maker, STAFF, 'rwrw----')
    const element = (id: string, name: string, more: Json) => ({
        ...named(`figure ${id}`, name),
        domainType: 'AGGREGATE',
        valueType: 'INTEGER_ZERO_OR_POSITIVE',
        aggregationType: 'SUM',
        zeroIsSignificant: true,
        sharing: sharedWith(maker, STAFF, 'rw------'),
        ...more,
    })
    return {
        categoryOptions: ['F', 'M'].map((sex) => ({
            ...named(`sex ${sex}`, `Sex ${sex}`),
            // the worker may write figures of women alone
            sharing:
                sex === 'F'
                    ? sharing
                    : sharedWith(
                          maker,
                          STAFF.filter((user) => user !== 'worker'),
                          'rwrw----'
                      ),
        })),
        categories: [
            { ...named('sex', 'Sex'), dataDimensionType: 'DISAGGREGATION', categoryOptions: [ref('sex F'), ref('sex M')], sharing },
        ],
        categoryCombos: [
            { ...named('by sex', 'By sex'), dataDimensionType: 'DISAGGREGATION', skipTotal: false, categories: [ref('sex')], sharing },
        ],
        dataElements: [
            element('clients', 'Clients', { categoryCombo: ref('by sex') }),
            element('visits', 'Visits', { zeroIsSignificant: false }),
            element('remark', 'Remark', { valueType: 'TEXT', aggregationType: 'NONE' }),
            element('choice', 'Choice', { valueType: 'TEXT', aggregationType: 'NONE', optionSet: ref('regimens') }),
            element('stray', 'In no set', {}),
            element('locked', 'Locked', {}),
            element('approved', 'Approved', {}),
        ],
    }
}

/** @param level what approves at a facility: the server's own level for it, or a new one */
export const approvalFixture = (prefix: string, level: { id?: Uid; level: number }): MetadataPayload => {
    const { uid, ref } = makerOf(prefix)
    const sharing = { public: 'rw------', users: {}, userGroups: {} }
    return {
        ...(level.id === undefined && {
            dataApprovalLevels: [
                { id: uid('facility approval'), name: `${prefix} Facility`, orgUnitLevel: 3, level: level.level, sharing },
            ],
        }),
        dataApprovalWorkflows: [
            {
                id: uid('workflow'),
                name: `${prefix} Workflow`,
                periodType: 'Monthly',
                dataApprovalLevels: [level.id === undefined ? ref('facility approval') : { id: level.id }],
                sharing,
            },
        ],
    }
}

/** The monthly set (Alpha and Beta), one whose months lock after ten days, and one that is approved. */
export const dataSetFixture = (prefix: string): MetadataPayload => {
    const maker = makerOf(prefix)
    const { ref, named } = maker
    const dataSet = (id: string, elements: readonly string[], more: Json) => ({
        ...named(`set ${id}`, `${id} set`),
        periodType: 'Monthly',
        openFuturePeriods: 0,
        dataSetElements: elements.map((element) => ({ dataElement: ref(`figure ${element}`), dataSet: ref(`set ${id}`) })),
        organisationUnits: [ref('alpha'), ref('beta')],
        sharing: sharedWith(maker, STAFF, 'rwrw----'),
        ...more,
    })
    return {
        dataSets: [
            dataSet('monthly', ['clients', 'visits', 'remark', 'choice'], { expiryDays: 0 }),
            dataSet('locking', ['locked'], { expiryDays: 10 }),
            dataSet('approving', ['approved'], { workflow: ref('workflow') }),
        ],
    }
}
