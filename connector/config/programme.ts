import type { StandardRole } from '../check/rights.ts'
import type { Attributes, Recognition } from '../identity/strangers.ts'
import type { PlanNote } from '../mapping/compiler.ts'
import { matchPersons, birthPoints, lastNine, namePoints, type Person } from '#programme/matching.ts'
import { recordRights, userRoles } from '#programme/model/access.ts'
import { stageOwners } from '#programme/model/allPrograms.ts'
import { appointmentNote } from '#programme/schedule/appointmentPurpose.ts'
import { guidelines } from '#programme/schedule/guidelines.ts'

/** The default configuration: what of the Kenya Mentor Mother Programme mapping and identification are given. */

export const connectorRole: StandardRole = {
    authorities: userRoles.find(({ code }) => code === 'KMMP_CONNECTOR')?.authorities ?? [],
    programs: stageOwners.filter(({ audience }) => recordRights[audience].KMMP_CONNECTOR === 'write').map(({ code }) => code),
}

export const planNote: PlanNote = ({ stage, on, trackedEntity }) =>
    appointmentNote({ stage, on, anchors: {}, pair: trackedEntity, source: 'CONNECTOR' }, guidelines)

const STRONG = 75

/** Two names, birth and phone agree: what the partner's own look-alikes are asked about, too. */
const DOUBTFUL = 60

export const recognition: Recognition = {
    /** A shared number alone proves nothing: names and birth must agree and no other number may tell the two apart. */
    compare: (wanted, found) => {
        const [one, other] = [personOf(wanted), personOf(found)]
        const { points, numberConflict } = matchPersons(one, other)
        const certain = points >= STRONG && !numberConflict && namePoints(one.name, other.name) > 0 && birthPoints(one, other) > 0
        return { agrees: certain, points }
    },
    marks: (attributes) => {
        const phone = lastNine(attributes.get('KMMP_PHONE_NUMBER'))
        return phone === undefined ? [] : [phone]
    },
    doubtful: DOUBTFUL,
}

const personOf = (attributes: Attributes): Person => {
    const of = (code: string) => attributes.get(`KMMP_${code}`)
    const numbers = [of('KMMP_CLIENT_ID'), of('M2M_CLIENT_ID')].filter((number) => number !== undefined)
    return {
        nupi: of('NUPI'),
        ccc: of('CCC_NUMBER'),
        caseId: of('M2M_CASE_ID'),
        clientNumbers: numbers,
        hei: of('HEI_NUMBER'),
        cwc: of('CWC_NUMBER'),
        name: [of('GIVEN_NAME'), of('FAMILY_NAME')].filter((name) => name !== undefined).join(' '),
        sex: of('SEX'),
        birth: of('DATE_OF_BIRTH'),
        birthEstimated: of('DOB_ESTIMATED') === 'true',
        phone: of('PHONE_NUMBER'),
        phoneOwn: of('PHONE_OWNER') === 'SELF',
    }
}
