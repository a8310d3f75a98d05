import * as z from 'zod/mini'
import { parse } from './api.ts'
import { AppError } from './appError.ts'
import { ImportReport } from '#dhis2/importReport.ts'
import type { Uid } from '#dhis2/uid.ts'

const Refusals = z.object({
    validationReport: z.object({
        errorReports: z.array(z.object({ errorCode: z.string(), uid: z.optional(z.string()), args: z.optional(z.array(z.unknown())) })),
    }),
})

const DENIED = /^E(1000|1001|1002|1003|109[1-6]|1102|1323|1324)$/
const CONFLICT = /^E(1015|1039|1064|1315|1316|1326)$/
const GONE = /^E(1032|1033|1068|1081|1082|1113|1114|4012|4016)$/

const kindOf = (code: string): 'denied' | 'conflict' | 'gone' | 'invalid' => {
    if (DENIED.test(code)) {
        return 'denied'
    }
    if (CONFLICT.test(code)) {
        return 'conflict'
    }
    return GONE.test(code) ? 'gone' : 'invalid'
}

/**
 * Reads the answer of a tracker import and throws the error a person should see when it was refused. The places where DHIS2 names the
 * data element at fault differ by code, so its UID is looked for among the known questions; nothing else of `args` is read, since it can
 * repeat answers.
 */
export const assertImported = (answer: unknown, questions: readonly Uid[]): void => {
    if (parse(answer, ImportReport).status !== 'ERROR') {
        return
    }
    const [first] = parse(answer, Refusals).validationReport.errorReports
    if (!first) {
        throw new AppError('server', 'REFUSED')
    }
    const named = JSON.stringify(first.args ?? [])
    throw new AppError(
        kindOf(first.errorCode),
        first.errorCode,
        questions.find((uid) => named.includes(uid))
    )
}
