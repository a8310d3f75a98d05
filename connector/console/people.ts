import { SingleBar } from 'cli-progress'
import { aggregateText } from '../aggregate/reportText.ts'
import type { Console, Progress } from '../console.ts'
import { exitCodeOf, Failure } from '../failure.ts'
import { reportText } from '../run/reportText.ts'
import { traceOf, unforeseen } from './unforeseen.ts'

/** Speaks to people in a terminal. */
export const people = (debug: boolean): Console => ({
    say: (text) => console.log(text),
    show: (_, __, text) => console.log(text.join('\n')),
    report: (report) => console.log(reportText(report)),
    figures: (report) => console.log(aggregateText(report)),
    fail: (error) => {
        console.error(error instanceof Failure ? error.text() : unforeseen(error))
        if (debug) {
            console.error(traceOf(error).join('\n'))
        }
        return exitCodeOf(error)
    },
    progress: () => (process.stderr.isTTY ? bar() : { add: () => undefined, stop: () => undefined }),
})

const bar = (): Progress => {
    const shown = new SingleBar({
        format: '  {file}  {value} rows, {objects} objects',
        clearOnComplete: true,
        gracefulExit: true,
        stream: process.stderr,
    })
    let [rows, objects] = [0, 0]
    shown.start(0, 0, { file: '', objects })
    return {
        add: (file, moreRows, moreObjects) => {
            rows += moreRows
            objects += moreObjects
            shown.update(rows, { file, objects })
        },
        stop: () => shown.stop(),
    }
}
