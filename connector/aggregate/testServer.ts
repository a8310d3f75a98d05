import { FakeDhis2, json, type FakeAnswer, type FakeRequest } from '../dhis2/fakeDhis2.ts'
import type { Event, TrackedEntity } from '#dhis2/tracker.ts'
import { buildMetadata, type MetadataPackage } from '#programme/metadata/build.ts'
import type { MetadataObject } from '#programme/metadata/object.ts'

interface StoredValue {
    dataElement: string
    period: string
    orgUnit: string
    categoryOptionCombo: string
    attributeOptionCombo: string
    value: string
}

const keyOf = ({ period, orgUnit, attributeOptionCombo, dataElement, categoryOptionCombo }: StoredValue): string =>
    [period, orgUnit, attributeOptionCombo, dataElement, categoryOptionCombo].join()

const DEFAULT_COMBO = 'HllvX50cXC0'

const COUNTRY = 'ouCountry00'
const NATIONAL = 'dsNational0'

/** A server for tests of the figures: two facilities, whatever records a test puts in, and values that stay. */
export class TestServer {
    readonly fake = new FakeDhis2()
    readonly facilities: readonly { id: string; code: string }[]
    persons: { person: TrackedEntity; program: string; facility: string }[] = []
    /** events of programmes that register nobody */
    events: { event: Event; program: string; facility: string }[] = []
    /** the account also works at the country */
    atCountry = false
    /** elements of another data set than ours */
    national: { id: string; code: string }[] = []
    /** UIDs of programmes that the account may not see */
    readonly hidden = new Set<string>()
    readonly values = new Map<string, StoredValue>()
    readonly complete = new Map<string, string>()
    /** codes with which values of an element are refused, by its UID */
    readonly refusing = new Map<string, string>()
    /** what reading of values is answered with instead, for an account that may not see them */
    outOfView: FakeAnswer | undefined
    /** … only at this facility; at all of them when it is not set */
    outOfViewAt: string | undefined
    /** the account captures no data anywhere */
    capturesNowhere = false
    /** requests that wrote values */
    writes = 0
    readonly #metadata: MetadataPackage

    constructor(facilities: readonly { id: string; code: string }[]) {
        this.facilities = facilities
        this.#metadata = buildMetadata({ dialect: '2.42', orgUnits: facilities })
        this.fake.answer = (request) => this.#answer(request)
    }

    /** As it was before anybody put anything in. */
    clear(): void {
        this.persons = []
        this.events = []
        this.atCountry = false
        this.hidden.clear()
        this.values.clear()
        this.complete.clear()
        this.refusing.clear()
        this.writes = 0
        this.outOfView = undefined
        this.outOfViewAt = undefined
        this.capturesNowhere = false
    }

    /** Values of an element, as text, by org unit and month. */
    valuesOf(dataElement: string): Record<string, string[]> {
        const found: Record<string, string[]> = {}
        for (const value of this.values.values()) {
            if (value.dataElement === dataElement) {
                const place = `${value.orgUnit} ${value.period}`
                found[place] = [...(found[place] ?? []), value.value].toSorted()
            }
        }
        return found
    }

    /** Attribute option combos under which an element has values. */
    combosOf(dataElement: string): string[] {
        const values = [...this.values.values()].filter((value) => value.dataElement === dataElement)
        return [...new Set(values.map((value) => value.attributeOptionCombo))]
    }

    /** Stores a value as people enter it, not split. */
    put(value: Pick<StoredValue, 'dataElement' | 'period' | 'orgUnit' | 'value'>): void {
        const whole = { ...value, categoryOptionCombo: DEFAULT_COMBO, attributeOptionCombo: DEFAULT_COMBO }
        this.values.set(keyOf(whole), whole)
    }

    #answer({ method, path, query, body }: FakeRequest) {
        const params = new URLSearchParams(query)
        switch (`${method} ${path}`) {
            case 'GET /api/system/info':
                return json(200, { version: this.fake.version })
            case 'GET /api/programs':
                return json(200, {
                    programs: this.#list('programs')
                        .filter(({ id }) => !this.hidden.has(id))
                        .map((program) => this.#program(program)),
                })
            case 'GET /api/relationshipTypes':
                return json(200, { relationshipTypes: this.#list('relationshipTypes') })
            case 'GET /api/organisationUnits':
                return json(200, { organisationUnits: [...this.facilities, ...(this.atCountry ? [{ id: COUNTRY }] : [])] })
            case 'GET /api/dataSets':
                return json(200, { dataSets: this.#list('dataSets').map((dataSet) => this.#dataSet(dataSet)) })
            case 'GET /api/tracker/trackedEntities':
                return json(200, { trackedEntities: this.#persons(params) })
            case 'GET /api/dataElements':
                return json(200, {
                    dataElements: this.national.map((element) => ({ ...element, dataSetElements: [{ dataSet: { id: NATIONAL } }] })),
                })
            case 'GET /api/tracker/events':
                return json(200, { events: this.#events(params) })
            case 'GET /api/dataValueSets':
                return this.#notShown(params) ?? json(200, { dataValues: this.#stored(params) })
            case 'POST /api/dataValueSets':
                return this.#store(JSON.parse(body))
            case 'GET /api/completeDataSetRegistrations':
                return this.capturesNowhere
                    ? json(409, { status: 'ERROR', errorCode: 'E2012', message: 'marked' })
                    : json(200, { completeDataSetRegistrations: this.#registrations(params) })
            case 'POST /api/completeDataSetRegistrations':
                return this.#register(JSON.parse(body))
            default:
                return json(404, {})
        }
    }

    #notShown(params: URLSearchParams): FakeAnswer | undefined {
        return this.outOfViewAt === undefined || params.get('orgUnit') === this.outOfViewAt ? this.outOfView : undefined
    }

    #list(type: string): readonly MetadataObject[] {
        return this.#metadata[type] ?? []
    }

    #whole(type: string, refs: unknown): MetadataObject[] {
        const ids = (Array.isArray(refs) ? refs : [refs]).map((ref: { id: string }) => ref.id)
        return ids.flatMap((id) => this.#list(type).find((object) => object.id === id) ?? [])
    }

    #program(program: MetadataObject) {
        const uses = Array.isArray(program.programTrackedEntityAttributes) ? program.programTrackedEntityAttributes : []
        const elements = (stage: MetadataObject) => (Array.isArray(stage.programStageDataElements) ? stage.programStageDataElements : [])
        return {
            ...program,
            organisationUnits: this.facilities,
            programTrackedEntityAttributes: uses.map((use) => ({
                trackedEntityAttribute: this.#whole('trackedEntityAttributes', use.trackedEntityAttribute)[0],
            })),
            programStages: this.#whole('programStages', program.programStages).map((stage) => ({
                ...stage,
                programStageDataElements: elements(stage).map((use) => ({ dataElement: this.#whole('dataElements', use.dataElement)[0] })),
            })),
        }
    }

    #dataSet(dataSet: MetadataObject) {
        const elements = Array.isArray(dataSet.dataSetElements) ? dataSet.dataSetElements : []
        return {
            ...dataSet,
            organisationUnits: dataSet.periodType === 'Yearly' ? [{ id: COUNTRY }] : this.facilities,
            categoryCombo: this.#combo(dataSet.categoryCombo),
            dataSetElements: elements.map(({ dataElement }) => {
                const [element] = this.#whole('dataElements', dataElement)
                return { dataElement: { ...element, categoryCombo: this.#combo(element?.categoryCombo) } }
            }),
        }
    }

    #combo(ref: unknown) {
        if (ref === undefined) {
            return { categoryOptionCombos: [{ id: DEFAULT_COMBO, categoryOptions: [{ code: 'default' }] }] }
        }
        const [combo] = this.#whole('categoryCombos', ref)
        const own = this.#list('categoryOptionCombos').filter(
            ({ categoryCombo }) => this.#whole('categoryCombos', categoryCombo)[0] === combo
        )
        return {
            categoryOptionCombos: own.map((made) => ({
                id: made.id,
                categoryOptions: this.#whole('categoryOptions', made.categoryOptions),
            })),
        }
    }

    #persons(params: URLSearchParams): TrackedEntity[] {
        const uids = params.get('trackedEntities')?.split(',')
        const found = this.persons.filter(
            ({ person, program, facility }) =>
                program === params.get('program') && (uids ? uids.includes(person.trackedEntity) : facility === params.get('orgUnits'))
        )
        const [page, size] = [Number(params.get('page')), Number(params.get('pageSize'))]
        return found.slice((page - 1) * size, page * size).map(({ person }) => person)
    }

    #events(params: URLSearchParams): Event[] {
        return this.events
            .filter(({ program, facility }) => program === params.get('program') && facility === params.get('orgUnit'))
            .map(({ event }) => event)
    }

    #stored(params: URLSearchParams): StoredValue[] {
        const dataSet = this.#list('dataSets').find(({ id }) => id === params.get('dataSet'))
        const uses = Array.isArray(dataSet?.dataSetElements) ? dataSet.dataSetElements : []
        const national = params.get('dataSet') === NATIONAL ? this.national : []
        const elements = new Set([...uses.map((use) => use.dataElement.id), ...national.map(({ id }) => id)])
        const month = (name: string) => params.get(name)?.slice(0, 7).replace('-', '') ?? ''
        return [...this.values.values()].filter(
            ({ orgUnit, dataElement, period }) =>
                orgUnit === params.get('orgUnit') &&
                elements.has(dataElement) &&
                period >= month('startDate').slice(0, period.length) &&
                period <= month('endDate')
        )
    }

    #store(set: { period: string; orgUnit: string; attributeOptionCombo: string; dataValues: StoredValue[] }) {
        this.writes++
        const conflicts = set.dataValues.flatMap(({ dataElement }, place) => {
            const errorCode = this.refusing.get(dataElement)
            return errorCode === undefined ? [] : [{ errorCode, indexes: [place] }]
        })
        const { period, orgUnit, attributeOptionCombo } = set
        const taken = set.dataValues.filter(({ dataElement }) => !this.refusing.has(dataElement))
        for (const value of taken) {
            const whole = { ...value, period, orgUnit, attributeOptionCombo }
            this.values.set(keyOf(whole), whole)
        }
        const status = conflicts.length === 0 ? 'SUCCESS' : 'WARNING'
        const importCount = { imported: taken.length, updated: 0, ignored: conflicts.length, deleted: 0 }
        return json(conflicts.length === 0 ? 200 : 409, { response: { status, importCount, conflicts } })
    }

    #registrations(params: URLSearchParams) {
        return [...this.complete.keys()]
            .map((key) => key.split(' '))
            .filter(([orgUnit, , , dataSet]) => orgUnit === params.get('orgUnit') && dataSet === params.get('dataSet'))
            .map(([, period, attributeOptionCombo]) => ({ period, attributeOptionCombo, completed: true }))
    }

    #register({ completeDataSetRegistrations: list }: { completeDataSetRegistrations: Record<string, string>[] }) {
        for (const { organisationUnit, period, attributeOptionCombo, dataSet, date } of list) {
            this.complete.set(`${organisationUnit} ${period} ${attributeOptionCombo} ${dataSet}`, date ?? '')
        }
        return json(200, { response: { status: 'SUCCESS', importCount: { imported: list.length, updated: 0, ignored: 0, deleted: 0 } } })
    }
}
