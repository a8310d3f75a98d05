import { ImportReport, refusalsIn, writtenUids } from './importReport.ts'

const counts = { created: 1, updated: 0, deleted: 0, ignored: 1, total: 2 }
const report = {
    status: 'OK',
    validationReport: {
        errorReports: [
            { message: 'value is Wanjiru', errorCode: 'E1079', trackerType: 'EVENT', uid: 'evTwo000000', args: ['Wanjiru'] },
            { message: 'value is Wanjiru', errorCode: 'E1313', trackerType: 'EVENT', uid: 'evTwo000000' },
        ],
        warningReports: [],
    },
    stats: counts,
    bundleReport: {
        typeReportMap: {
            TRACKED_ENTITY: { trackerType: 'TRACKED_ENTITY', stats: counts, objectReports: [{ uid: 'teOne000000', errorReports: [] }] },
            EVENT: {},
        },
    },
}

test('tells what was written and why the rest was not', () => {
    const read = ImportReport.parse(report)
    expect([...writtenUids(read)]).toEqual(['teOne000000'])
    expect(
        refusalsIn(read)
            .get('evTwo000000')
            ?.map(({ code }) => code)
    ).toEqual(['E1079', 'E1313'])
})

test('Q10: drops messages and arguments, which may hold a client’s values', () => {
    expect(JSON.stringify(ImportReport.parse(report))).not.toContain('Wanjiru')
})

test('a body without a validation report is no report: the outcome is unknown', () => {
    expect(ImportReport.safeParse({ httpStatus: 'Conflict', status: 'ERROR', message: 'deadlock' }).success).toBe(false)
})
