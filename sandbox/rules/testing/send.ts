import type { Running } from '../../testing/start.ts'

interface Report {
    status: string
    validationReport: { errorReports: { errorCode: string; uid: string }[]; warningReports: { warningCode: string; uid: string }[] }
    stats: { created: number; updated: number; ignored: number }
}

/** What a payload met: `E1300 EvenEvent01`, sorted. */
interface Met {
    errors: string[]
    warnings: string[]
}

/** Imports a body at once, as `admin`, with warnings shown. */
export const importInto = async (sandbox: Running, body: object, query = ''): Promise<Met & { report: Report }> => {
    const answer = await sandbox.ask('admin', 'POST', `/api/tracker?async=false&reportMode=WARNINGS${query}`, body)
    const report = answer.body as Report
    const { errorReports, warningReports } = report.validationReport
    return {
        errors: errorReports.map(({ errorCode, uid }) => `${errorCode} ${uid}`).sort(),
        warnings: warningReports.map(({ warningCode, uid }) => `${warningCode} ${uid}`).sort(),
        report,
    }
}
