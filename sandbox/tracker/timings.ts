import type { JsonObject } from '../json.ts'

type Step = 'preheat' | 'preprocess' | 'validation' | 'programrule' | 'programruleValidation' | 'commit' | 'totalImport'

/** How long the steps of an import took, as 2.40 tells with `reportMode=FULL`. */
export class Timings {
    private readonly started = performance.now()
    private readonly taken = new Map<Step, number>()

    time<Result>(step: Step, work: () => Result): Result {
        const before = performance.now()
        const result = work()
        this.taken.set(step, performance.now() - before)
        return result
    }

    report(): JsonObject {
        this.taken.set('totalImport', performance.now() - this.started)
        const of = (step: Step) => seconds(this.taken.get(step))
        return {
            timers: Object.fromEntries([...this.taken].map(([step, milliseconds]) => [step, seconds(milliseconds)])),
            prepareRequest: seconds(),
            validation: of('validation'),
            commit: of('commit'),
            totalImport: of('totalImport'),
            totalRequest: seconds(),
            preheat: of('preheat'),
            programRule: of('programrule'),
        }
    }
}

const seconds = (milliseconds?: number): string => (milliseconds === undefined ? '0.0 sec.' : `${(milliseconds / 1000).toFixed(6)} sec.`)
