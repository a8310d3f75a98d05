import type { Checks } from '../tracker/check.ts'
import type { Bundle, InEnrollment, InEvent } from '../tracker/payload.ts'
import { actOnEnrollment, actOnEvent } from './act.ts'
import { evaluate, type Effect } from './evaluate.ts'
import { type RuleBook, ruleBook } from './ruleBook.ts'
import { Scenes } from './scenes.ts'
import { Situation } from './situation.ts'

/**
 * Runs the program rules over what is left of a payload after the checks: enrollments and events of the payload are judged, stored events
 * of their enrollments are only looked at (dhis2-core DefaultProgramRuleService). All rules are asked before any acts.
 */
export const applyProgramRules = (checks: Checks, bundle: Bundle): void => {
    const asking = { checks, book: ruleBook(checks.sandbox.registry), scenes: new Scenes(checks, bundle) }
    const ofEnrollments = bundle.enrollments.map((enrollment) => ({ enrollment, effects: askEnrollment(enrollment, asking) }))
    const ofEvents = bundle.events.map((event) => ({ event, effects: askEvent(event, asking) }))
    const entities = new Map(bundle.trackedEntities.map((entity) => [entity.uid, entity]))
    for (const { enrollment, effects } of ofEnrollments) {
        actOnEnrollment(checks, { enrollment, entity: entities.get(enrollment.trackedEntity ?? '') }, effects)
    }
    for (const { event, effects } of ofEvents) {
        actOnEvent(checks, event, effects)
    }
}

interface Asking {
    checks: Checks
    book: RuleBook
    scenes: Scenes
}

const askEnrollment = ({ program, uid }: InEnrollment, { book, scenes }: Asking): Effect[] => {
    const rules = book.of(program ?? '')
    const scene = rules && rules.forEnrollment.length > 0 ? scenes.ofEnrollment(rules, uid) : undefined
    return rules && scene ? evaluate(rules.forEnrollment, new Situation(scene)) : []
}

const askEvent = (event: InEvent, { checks, book, scenes }: Asking): Effect[] => {
    const rules = book.of(event.program ?? '')
    const own = rules?.forEvent(event.stage ?? '')
    if (!rules || !own || own.length === 0 || !isJudged(checks, event)) {
        return []
    }
    const { enrollment = '', program = '' } = event
    const registers = checks.model.programs.get(program)?.registration === true
    const scene = registers ? scenes.ofEnrollment(rules, enrollment) : scenes.ofSingleEvents(rules, program)
    const seen = scene?.events.find(({ uid }) => uid === event.uid)
    return scene && seen ? evaluate(own, new Situation(scene, seen)) : []
}

/** Nothing happened yet, or ever. */
const WITHOUT_DATA = ['SCHEDULE', 'OVERDUE', 'SKIPPED']

/** Rules do nothing to an event that is not completed while its stage says that completed ones are checked. */
const isJudged = (checks: Checks, { status, stage }: InEvent): boolean => {
    const always = checks.model.stages.get(stage ?? '')?.validatesAlways === true
    return !WITHOUT_DATA.includes(status) && (always || status === 'COMPLETED')
}
