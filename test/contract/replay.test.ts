import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { replay, type Verdict } from './replay.ts'

interface Scope {
    /** exchanges of what the sandbox does not imitate, by subject */
    outside: Record<string, string[]>
    /** exchanges that agree in status, codes and counts but not in everything, each with the reason */
    disagreements: Record<string, string>
}

const scope = JSON.parse(readFileSync(join(import.meta.dirname, 'scope.json'), 'utf8')) as Scope
const outside = new Set(Object.values(scope.outside).flat())

describe('the recorded answers of a real DHIS2 2.42', () => {
    let judged: Verdict[] = []

    beforeAll(async () => {
        const verdicts = await replay('2.42')
        judged = verdicts.filter(({ name, replays }) => replays !== 'no' && !outside.has(name))
        const agreeing = (level: 'codes' | 'full') => judged.filter((verdict) => verdict[level]).length
        const everything = judged.filter(({ replays }) => replays === 'full')
        process.stdout.write(
            `DHIS2 2.42: ${agreeing('codes')} of ${judged.length} in status, codes and counts; ` +
                `${everything.filter(({ full }) => full).length} of ${everything.length} in everything\n`
        )
    })

    it('come back with the same status, codes and counts', () => {
        const differing = judged.filter(({ codes }) => !codes)
        expect(differing.map(({ name, differences }) => ({ name, differences: differences.slice(0, 3) }))).toEqual([])
    })

    it('come back the same in everything, but for known disagreements', () => {
        const differing = judged.filter(({ name, replays, full }) => replays === 'full' && !full && !(name in scope.disagreements))
        expect(differing.map(({ name, differences }) => ({ name, differences: differences.slice(0, 3) }))).toEqual([])
    })

    it('has no known disagreement that is none any more', () => {
        const agreeing = judged.filter(({ name, full }) => full && name in scope.disagreements)
        expect(agreeing.map(({ name }) => name)).toEqual([])
    })

    it('names only exchanges that exist', () => {
        const names = new Set(judged.map(({ name }) => name))
        expect(Object.keys(scope.disagreements).filter((name) => !names.has(name))).toEqual([])
    })
})
