// What the programme's rules cost the sandbox on import. Not a test: it fails nobody.
import { cpus } from 'node:os'
import { startSandbox } from '../../sandbox/server.ts'
import { AT_CLINIC, FROM_PARTNER, visit, woman } from '../clinicRecord.ts'
import { addDays } from '#dhis2/day.ts'
import { serverRules } from '#programme/rules/rules.ts'

/** events a second with all rules */
const BAR = 300
const WOMEN = Number(process.argv[2] ?? 200)
const AT_ONCE = 50
const PASSWORD = 'Demo-1234'

const JOINED = '2025-09-01'
const BORN = addDays(JOINED, 120)

/** A pregnancy and the year after it, with the answers that most rules look at. */
const history = (name: string, source: Readonly<Record<string, string>>) => {
    const every = (stage: string, [days, times]: readonly [number, number], from: string, answers: Readonly<Record<string, string>>) =>
        Array.from({ length: times }, (_, place) => {
            const on = addDays(from, place * days)
            return visit(name, { stage, on, answers: { ...source, NEXT_APPT_DATE: addDays(on, 28), ...answers } })
        })
    const intake = { ENTRY_POINT: 'ANC', HIV_STATUS_ENTRY: 'UNKNOWN', CASE_MANAGER_ASSIGNED: 'true', LMP_DATE: addDays(BORN, -280) }
    const birth = { DELIVERY_DATE: BORN, DELIVERY_PLACE: 'FACILITY', N_LIVE: '1', N_STILL: '0', BIRTH_WEIGHT_G: '3100' }
    return [
        visit(name, { stage: 'M_ENROL', on: JOINED, answers: { ...source, ...intake } }),
        ...every('M_ANC', [28, 5], JOINED, { ANC_CONTACT_NO: '2', CLINIC_ATTENDED: 'true', TB_STATUS: 'NO_SIGNS', ON_ART_TODAY: 'true' }),
        visit(name, { stage: 'M_DELIVERY', on: BORN, answers: { ...source, ...birth, BIRTH_OUTCOME: 'LIVE', MATERNAL_OUTCOME: 'ALIVE' } }),
        ...every('M_PNC', [28, 10], addDays(BORN, 7), { BREASTFEEDING_NOW: 'true', TB_STATUS: 'NO_SIGNS', ON_ART_TODAY: 'true' }),
    ]
}

const measure = async (rules: boolean) => {
    const { url, close } = await startSandbox({ port: 0, store: ':memory:', dialect: '2.42', clock: '2026-11-16T08:00' })
    const authorization = `Basic ${Buffer.from(`connector:${PASSWORD}`).toString('base64')}`
    const post = async (body: object): Promise<void> => {
        const answer = await fetch(`${url}/api/tracker?async=false&idScheme=CODE&skipRuleEngine=${!rules}`, {
            method: 'POST',
            headers: { authorization, 'content-type': 'application/json' },
            body: JSON.stringify(body),
        })
        if (!answer.ok) {
            throw new Error(`The sandbox refused the events: ${(await answer.text()).slice(0, 500)}`)
        }
    }
    const names = Array.from({ length: WOMEN }, (_, number) => `Mother ${number}`)
    await post({ trackedEntities: names.map((name) => woman(name, JOINED)) })
    const events = names.flatMap((name, place) => history(name, place % 2 === 0 ? AT_CLINIC : { ...AT_CLINIC, ...FROM_PARTNER }))
    const started = performance.now()
    for (let first = 0; first < events.length; first += AT_ONCE) {
        await post({ events: events.slice(first, first + AT_ONCE) })
    }
    const seconds = (performance.now() - started) / 1000
    await close()
    return { events: events.length, seconds: Number(seconds.toFixed(2)), 'events/s': Math.round(events.length / seconds) }
}

await measure(true)
const [withRules, without] = [await measure(true), await measure(false)]
console.log(`Finished visits, half of them the facility's own, ${AT_ONCE} a request. ${cpus().length} cores, ${cpus()[0]?.model}.`)
console.table({ [`${serverRules.length} rules of the programme`]: withRules, 'without rules': without })
console.log(
    `With rules ${(withRules['events/s'] / without['events/s']).toFixed(2)} of the speed without (bar: ${BAR} events/s with all rules).`
)
