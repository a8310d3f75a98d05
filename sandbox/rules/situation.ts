import { ValueType, VariableValueJs } from '@dhis2/expression-parser'
import type { Known } from './formula.ts'
import type { ProgramRules, Variable } from './ruleBook.ts'
import type { Day } from '#dhis2/day.ts'

/** An event as rules see it. */
export interface RuleEvent {
    uid: string
    stage: string
    stageName: string
    status: string
    /** the day on which it happened, else that for which it is planned */
    day: Day
    dueDay?: Day
    completedDay?: Day
    /** decides between events of one day: local date-time of the client's creation, else of the server's */
    created: string
    orgUnit: string
    orgUnitCode?: string
    /** values by data element */
    values: ReadonlyMap<string, string>
}

/** An enrollment as rules see it. */
export interface RuleEnrollment {
    uid: string
    status: string
    enrolledDay: Day
    incidentDay: Day
    orgUnit: string
    orgUnitCode?: string
    /** values of the tracked entity by attribute */
    attributes: ReadonlyMap<string, string>
}

/** All that the rules of one program may look at. */
export interface Scene {
    rules: ProgramRules
    today: Day
    constants: ReadonlyMap<string, string>
    members: () => Map<string, string[]>
    /** absent for events without registration */
    enrollment?: RuleEnrollment
    /** events of the enrollment, newest first */
    events: readonly RuleEvent[]
}

/** Events in the order in which `newest` reads them. */
export const newestFirst = (events: readonly RuleEvent[]): RuleEvent[] =>
    events.toSorted((one, other) => (after(one, other) ? -1 : after(other, one) ? 1 : 0))

const after = (one: RuleEvent, other: RuleEvent): boolean => one.day > other.day || (one.day === other.day && one.created > other.created)

/** What is known while the rules of one event, or of the enrollment itself, are asked. */
export class Situation implements Known {
    readonly members: Known['members']
    private readonly scene: Scene
    private readonly event?: RuleEvent
    private readonly values = new Map<string, VariableValueJs | undefined>()

    constructor(scene: Scene, event?: RuleEvent) {
        this.scene = scene
        this.event = event
        this.members = scene.members
    }

    variable(name: string): VariableValueJs | undefined {
        if (!this.values.has(name)) {
            this.values.set(name, this.find(name))
        }
        return this.values.get(name)
    }

    /** A rule gave a calculated variable its value; rules after it see that. */
    calculate(name: string, value: string): void {
        this.values.set(name, new VariableValueJs(ValueType.STRING, value, [], null))
    }

    private find(name: string): VariableValueJs | undefined {
        const variable = this.scene.rules.variables.get(name)
        if (variable) {
            return this.ofVariable(variable)
        }
        const constant = this.scene.constants.get(name)
        return constant === undefined ? this.ofEngine(name) : new VariableValueJs(ValueType.NUMBER, constant, [], null)
    }

    private ofVariable(variable: Variable): VariableValueJs {
        const { all, first, day } = this.candidates(variable)
        const named = (value: string) => variable.optionNames?.get(value) ?? value
        return new VariableValueJs(variable.type, first === undefined ? null : named(first), all.map(named), day ?? null)
    }

    /** The value that a variable has, and all that the engine's counting functions look at. */
    private candidates({ source, field, stage }: Variable): { all: string[]; first?: string; day?: Day } {
        const { event, scene } = this
        const single = (first: string | undefined, day: Day | undefined) => ({ all: first === undefined ? [] : [first], first, day })
        switch (source) {
            case 'DATAELEMENT_CURRENT_EVENT':
                return single(event?.values.get(field), event?.day)
            case 'TEI_ATTRIBUTE':
                return single(scene.enrollment?.attributes.get(field), scene.today)
            case 'CALCULATED_VALUE':
                return single(undefined, undefined)
            default: {
                const holding = scene.events.filter((one) => one.values.has(field) && (stage === undefined || one.stage === stage))
                const chosen = source === 'DATAELEMENT_PREVIOUS_EVENT' ? holding.find((one) => event && after(event, one)) : holding[0]
                const all = chosen ? holding.map((one) => one.values.get(field) ?? '') : []
                return { all, first: chosen?.values.get(field), day: chosen?.day }
            }
        }
    }

    /** `V{…}`: undefined when the engine knows no such variable here. */
    private ofEngine(name: string): VariableValueJs | undefined {
        const { event, scene } = this
        const { enrollment } = scene
        const day = (value: Day | undefined) => of(ValueType.DATE, value, scene.today)
        const text = (value: string | undefined) => of(ValueType.STRING, value, scene.today)
        const count = (value: number) => of(ValueType.NUMBER, String(value), scene.today)
        switch (name) {
            case 'current_date':
                return day(scene.today)
            case 'event_count':
                return count(scene.events.length)
            case 'environment':
                return text('Server')
            case 'org_unit':
                return text(event?.orgUnit ?? enrollment?.orgUnit)
            case 'orgunit_code':
                return text((event ?? enrollment)?.orgUnitCode)
        }
        const ofEvent = event && {
            event_date: () => day(event.day),
            due_date: () => day(event.dueDay),
            completed_date: () => day(event.completedDay),
            event_id: () => text(event.uid),
            event_status: () => text(event.status),
            program_stage_id: () => text(event.stage),
            program_stage_name: () => text(event.stageName),
        }
        const ofEnrollment = enrollment && {
            enrollment_id: () => text(enrollment.uid),
            enrollment_count: () => count(1),
            tei_count: () => count(1),
            enrollment_date: () => day(enrollment.enrolledDay),
            incident_date: () => day(enrollment.incidentDay),
            enrollment_status: () => text(enrollment.status),
            program_name: () => text(scene.rules.programName),
        }
        const known: Record<string, (() => VariableValueJs) | undefined> = { ...ofEnrollment, ...ofEvent }
        return known[name]?.()
    }
}

const of = (type: ValueType, value: string | undefined, day: Day): VariableValueJs =>
    new VariableValueJs(type, value ?? null, value === undefined ? [] : [value], day)
