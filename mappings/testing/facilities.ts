import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { LiveOrgUnit } from '../../connector/metadata.ts'
import { derivedUid } from '#dhis2/derivedUid.ts'

/** The public facilities that the sample speaks of, below their county, sub-county and ward. */
export const facilities = (): LiveOrgUnit[] => {
    const rows: Record<string, string>[] = parse(readFileSync(join(__dirname, '../../sandbox/demo/facilities.csv')), { columns: true })
    return rows.map(({ mfl_code: code = '', name = '', county = '', sub_county: subCounty = '', ward = '', status = '' }) => ({
        id: derivedUid('organisationUnit', 'metadata', code),
        code,
        name,
        ancestors: ['Kenya', `${county} County`, `${subCounty} Sub County`, `${ward} Ward`],
        closedDate: status === 'Closed' ? '2020-05-01' : undefined,
    }))
}
