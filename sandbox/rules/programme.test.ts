import { Registry } from '../metadata/registry.ts'
import { Store } from '../store.ts'
import { evaluate } from './evaluate.ts'
import { RuleBook } from './ruleBook.ts'
import { newestFirst, type RuleEvent, type Scene, Situation } from './situation.ts'
import { buildMetadata } from '#programme/metadata/build.ts'
import { metadataUid } from '#programme/metadata/uid.ts'
import type { ServerRule } from '#programme/rules/language.ts'
import { serverRules } from '#programme/rules/rules.ts'
import { type Case, ruleCases } from '#programme/testing/ruleCases.ts'

/** The programme's rules, asked as an import asks them, on the cases on which DHIS2's rule engine is tried too. */

const ENROLLED = '2026-01-05'
const BORN = '2026-01-01'
const ACTING = ['assign', 'warn', 'error', 'errorOnComplete', 'require']
const store = new Store(':memory:')
const registry = new Registry(store)
for (const [type, objects] of Object.entries(buildMetadata({ dialect: '2.42' }))) {
    objects.forEach((object) => registry.put(type, { ...object }))
}
const book = new RuleBook(registry)
afterAll(() => store.close())

const event = (stage: string, day: string, values: Readonly<Record<string, string>>): RuleEvent => ({
    uid: `${stage} ${day}`,
    stage: metadataUid('programStage', stage),
    stageName: stage,
    status: 'COMPLETED',
    day,
    created: day,
    orgUnit: 'facility',
    values: new Map(Object.entries(values).map(([stem, value]) => [metadataUid('dataElement', `KMMP_${stem}`), value])),
})

const effectsOf = (rule: ServerRule, stage: string, given: Case) => {
    const rules = book.of(metadataUid('program', rule.program))
    if (!rules) {
        throw new Error(`No rules of ${rule.program}`)
    }
    const asked = event(stage, given.on, given.values ?? {})
    const attributes = Object.entries({ CONSENT_DATA: 'true', ...given.person }).map(
        ([stem, value]) => [metadataUid('trackedEntityAttribute', `KMMP_${stem}`), value] as const
    )
    const scene: Scene = {
        rules,
        today: new Date().toISOString().slice(0, 10),
        constants: book.constants,
        members: () => new Map(),
        enrollment: {
            uid: 'enrollment',
            status: 'ACTIVE',
            enrolledDay: ENROLLED,
            incidentDay: BORN,
            orgUnit: 'facility',
            attributes: new Map(attributes),
        },
        events: newestFirst([asked, ...(given.earlier ? [event('KMMP_M_ENROL', ENROLLED, given.earlier)] : [])]),
    }
    const codes = [`KMMP_${rule.code}`, `KMMP_${rule.code}_${stage.slice('KMMP_'.length)}`]
    const own = codes.flatMap((code) => registry.findBy('programRules', 'code', code)?.id ?? [])
    return evaluate(rules.forEvent(asked.stage), new Situation(scene, asked)).filter((effect) => own.includes(effect.rule))
}

const cases = serverRules
    .filter(({ then, stages }) => stages.length > 0 && then.some((effect) => ACTING.some((kind) => kind in effect)))
    .flatMap((rule) =>
        (ruleCases[rule.code] ?? []).flatMap((given) => (given.stages ?? rule.stages.slice(0, 1)).map((stage) => ({ rule, stage, given })))
    )

test.each(cases)('$rule.code: $given.story', ({ rule, stage, given }) => {
    const effects = effectsOf(rule, stage, given)
    expect(effects.map(({ type }) => type)).not.toContain('ERROR')
    expect(effects.length > 0).toBe(given.fires)
    if (given.assigns !== undefined) {
        expect(effects.map(({ data }) => data)).toEqual(given.assigns)
    }
})
