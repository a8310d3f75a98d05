import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { replay, type Verdict } from './replay.ts'
import { DIALECTS } from '#dhis2/version.ts'

type Level = 'codes' | 'full'

interface Scope {
    /** exchanges of what the sandbox does not imitate, by subject */
    outside: Record<string, string[]>
    /** reasons why an exchange does not agree, by dialect, level and name of the exchange */
    disagreements: Record<string, Record<Level, Record<string, string>>>
}

const LEVELS = { codes: 'in status, codes and counts', full: 'in everything' } as const

const scope = JSON.parse(readFileSync(join(import.meta.dirname, 'scope.json'), 'utf8')) as Scope
const outside = new Set(Object.values(scope.outside).flat())

describe.each(DIALECTS)('the recorded answers of a real DHIS2 %s', (dialect) => {
    const known = scope.disagreements[dialect]!
    let recorded: Verdict[] = []
    const inScope = (): Verdict[] => recorded.filter(({ name }) => !outside.has(name))
    const judgedBy = (level: Level, verdicts: Verdict[]): Verdict[] =>
        verdicts.filter(({ replays }) => level === 'codes' || replays === 'full')
    const share = (level: Level, verdicts: Verdict[]) => {
        const judged = judgedBy(level, verdicts)
        return { agreeing: judged.filter((verdict) => verdict[level]).length, of: judged.length }
    }
    const tell = (level: Level): string => {
        const { agreeing, of } = share(level, inScope())
        return `${agreeing} of ${of} ${LEVELS[level]}`
    }

    beforeAll(async () => {
        recorded = (await replay(dialect)).filter(({ replays }) => replays !== 'no')
        const reasons = Object.entries(known).flatMap(([level, names]) =>
            Object.entries(names).map(([name, reason]) => `  ${name}, ${LEVELS[level as Level]}: ${reason}\n`)
        )
        process.stdout.write(`DHIS2 ${dialect}: ${tell('codes')}; ${tell('full')}\n${reasons.join('')}`)
    })

    it.each(['codes', 'full'] as const)('come back the same (%s), but for disagreements with a reason', (level) => {
        const unexplained = judgedBy(level, inScope()).filter(
            (verdict) => !verdict[level] && !(verdict.name in known[level]) && !(verdict.name in known.codes)
        )
        expect(unexplained.map(({ name, differences }) => ({ name, differences: differences.slice(0, 3) }))).toEqual([])
    })

    it.each(['codes', 'full'] as const)('have no known disagreement (%s) that is none any more', (level) => {
        const open = new Set(judgedBy(level, inScope()).flatMap((verdict) => (verdict[level] ? [] : [verdict.name])))
        expect(Object.keys(known[level]).filter((name) => !open.has(name))).toEqual([])
    })

    it.each([
        { level: 'codes', least: 0.95 },
        { level: 'full', least: 0.85 },
    ] as const)('agree to at least $least ($level)', ({ level, least }) => {
        const { agreeing, of } = share(level, inScope())
        expect(agreeing / of).toBeGreaterThanOrEqual(least)
    })

    it('agree to at least 0.8 when those out of scope count too', () => {
        const { agreeing, of } = share('codes', recorded)
        expect(agreeing / of).toBeGreaterThanOrEqual(0.8)
    })
})
