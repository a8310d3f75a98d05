import type { Caller } from '../access/caller.ts'
import { may, type Right } from '../access/sharing.ts'
import { groupBy } from '../group.ts'
import type { MetadataObject } from '../metadata/registry.ts'
import { fitsValueType } from '../metadata/valueTypes.ts'
import type { Sandbox } from '../sandbox.ts'
import type { ImportOptions, Strategy } from './importOptions.ts'
import type { ProgramModel, TrackerModel, ValueModel } from './model.ts'
import { ownershipOpens } from './ownership.ts'
import type { Bundle, InEnrollment, InObject, InTrackedEntity } from './payload.ts'
import { givenAttributes, type Preheat } from './preheat.ts'
import type { TrackedEntityRow } from './rows.ts'
import { isUid } from '#dhis2/uid.ts'

/** An error or a warning about one object of a payload. */
export interface Finding {
    object: InObject
    code: string
    message: string
}

/** What is to be checked, by whom it was sent, and what is stored of it. */
export interface Subject {
    sandbox: Sandbox
    caller: Caller
    bundle: Bundle
    preheat: Preheat
    model: TrackerModel
    options: ImportOptions
}

/**
 * DHIS2 looks for a unique value that stands twice in a payload in a tree without an order, and finds it for certain among so many different
 * values (dhis2-core 2.40-2.43 UniqueAttributesSupplier, Q57). Beyond them it is a matter of luck, and here it is not found.
 */
const FOUND_IN_PAYLOAD = 2

/** What all checks of one request share. */
export class Checks {
    readonly errors: Finding[] = []
    readonly warnings: Finding[] = []
    readonly sandbox: Sandbox
    readonly caller: Caller
    readonly bundle: Bundle
    readonly preheat: Preheat
    readonly model: TrackerModel
    readonly strategy: Strategy
    /** one error an object is enough */
    private readonly failFast: boolean
    readonly today: string
    readonly incomingEntities: ReadonlyMap<string, InTrackedEntity>
    readonly incomingEnrollments: ReadonlyMap<string, InEnrollment>
    private readonly refused = new Set<InObject>()
    private readonly rights = new Map<string, boolean>()
    private readonly leftAlone = new Set<InObject>()
    private enrollments?: ReadonlyMap<string, readonly InEnrollment[]>
    private holders?: ReadonlyMap<string, readonly string[]>

    constructor({ sandbox, caller, bundle, preheat, model, options }: Subject) {
        this.sandbox = sandbox
        this.caller = caller
        this.bundle = bundle
        this.preheat = preheat
        this.model = model
        this.strategy = options.strategy
        this.failFast = options.validationMode === 'FAIL_FAST'
        this.today = sandbox.clock.today()
        this.incomingEntities = new Map(bundle.trackedEntities.map((entity) => [entity.uid, entity]))
        this.incomingEnrollments = new Map(bundle.enrollments.map((enrollment) => [enrollment.uid, enrollment]))
    }

    /** UPDATE and DELETE need what they name */
    get mustExist(): boolean {
        return this.strategy === 'UPDATE' || this.strategy === 'DELETE'
    }

    /** UIDs of the tracked entities of this payload that are given a value, for unique attributes. */
    payloadHolders(attribute: string, value: string): readonly string[] {
        this.holders ??= this.findHolders()
        if (this.holders.size > FOUND_IN_PAYLOAD) {
            return []
        }
        return this.holders.get(`${attribute}.${value}`) ?? []
    }

    error(object: InObject, code: string, message: string): void {
        if (this.failFast && this.refused.has(object)) {
            return
        }
        this.errors.push({ object, code, message })
        this.refused.add(object)
    }

    warning(object: InObject, code: string, message: string): void {
        this.warnings.push({ object, code, message })
        if (code === 'E4015') {
            this.leftAlone.add(object)
        }
    }

    /** A relationship that exists already: warned of and not touched. */
    isLeftAlone(object: InObject): boolean {
        return this.leftAlone.has(object)
    }

    /** Enrollments of the payload that belong to a tracked entity. */
    enrollmentsOfEntity(trackedEntity: string): readonly InEnrollment[] {
        this.enrollments ??= groupBy(this.bundle.enrollments, (enrollment) => enrollment.trackedEntity ?? '')
        return this.enrollments.get(trackedEntity) ?? []
    }

    isRefused(object: InObject): boolean {
        return this.refused.has(object)
    }

    /** Runs groups of checks in order, well-formed UIDs first, and stops after the first group that found an error. */
    inOrder<Thing extends InObject>(object: Thing, groups: readonly ((object: Thing) => void)[]): void {
        for (const group of [(one: Thing) => this.checkUids(one), ...groups]) {
            group(object)
            if (this.refused.has(object)) {
                return
            }
        }
    }

    may(right: Right, object: MetadataObject): boolean {
        const key = `${right}.${object.id}`
        const known = this.rights.get(key)
        if (known !== undefined) {
            return known
        }
        const allowed = may(this.caller, right, object.sharing)
        this.rights.set(key, allowed)
        return allowed
    }

    /** A program that exists and that the caller may read. */
    program(uid: string | undefined): ProgramModel | undefined {
        const program = this.model.programs.get(uid ?? '')
        return program && this.may('read', program.object) ? program : undefined
    }

    inCapture(orgUnit: string): boolean {
        return this.caller.superuser || this.sandbox.orgUnits.isWithin(orgUnit, this.caller.capture)
    }

    inSearch(orgUnit: string): boolean {
        return this.caller.superuser || this.sandbox.orgUnits.isWithin(orgUnit, this.caller.search)
    }

    /** An object may be made where the caller captures data, and on most minors not be moved elsewhere. */
    checkPlace(object: Exclude<InObject, { kind: 'RELATIONSHIP' }>, stored: { org_unit: string } | undefined, reachable: boolean): void {
        const guarded: readonly InObject['kind'][] = this.sandbox.rules.guardsMoves
        const moves = stored !== undefined && stored.org_unit !== object.orgUnit
        if (!reachable && (stored === undefined || (moves && guarded.includes(object.kind)))) {
            this.error(object, 'E1000', `No write access to OrganisationUnit: ${object.orgUnit}.`)
        }
    }

    orgUnitExists(orgUnit: string | undefined): boolean {
        return orgUnit !== undefined && this.sandbox.registry.get('organisationUnits', orgUnit) !== undefined
    }

    /** A stored tracked entity must be open to the caller in the program; a new one is. */
    checkOwnership(object: InObject, trackedEntity: TrackedEntityRow | undefined, program: ProgramModel): void {
        if (!trackedEntity) {
            return
        }
        const owner = this.preheat.owners.get(`${trackedEntity.id}.${program.id}`) ?? trackedEntity.org_unit
        if (ownershipOpens(this.sandbox, this.caller, program, { id: trackedEntity.id, owner })) {
            return
        }
        this.error(
            object,
            'E1102',
            `User: ${this.caller.uid} does not have access to the TrackedEntity: ${trackedEntity.uid} and Program: ${program.id}.`
        )
    }

    /** E1125 for a value that is no option, other codes for one of another type. */
    checkValue(object: InObject, value: string, model: ValueModel, codes: readonly string[]): void {
        if (!fitsValueType(model.valueType, value)) {
            for (const code of codes) {
                this.error(object, code, `Value type of ${model.id} is ${model.valueType}; the value is not.`)
            }
        } else if (model.codes && !this.isOption(model.codes, value)) {
            this.error(object, 'E1125', `The value of ${model.id} is not an option of ${model.optionSet}.`)
        }
    }

    private isOption(codes: ReadonlySet<string>, value: string): boolean {
        const lower = value.toLowerCase()
        return codes.has(value) || (this.sandbox.rules.optionsIgnoreCase && [...codes].some((code) => code.toLowerCase() === lower))
    }

    private checkUids(object: InObject): void {
        const notes = 'notes' in object ? object.notes.map(({ note }) => note) : []
        for (const uid of [object.uid, ...notes].filter((one) => !isUid(one))) {
            this.error(object, 'E1048', `UID ${uid} is not well formed.`)
        }
    }

    private findHolders(): ReadonlyMap<string, readonly string[]> {
        const unique = givenAttributes(this.bundle).filter(({ given }) => this.model.attributes.get(given.attribute)?.unique === true)
        const grouped = groupBy(unique, ({ given }) => `${given.attribute}.${given.value ?? ''}`)
        return new Map([...grouped].map(([key, all]) => [key, all.map(({ trackedEntity }) => trackedEntity ?? '')]))
    }
}
