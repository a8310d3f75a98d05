import { isRecorded, type Member } from './episode.ts'

/** Systems that belong to mothers2mothers; any other partner names itself. */
const M2M_SYSTEMS: readonly string[] = ['COMMCARE', 'M2M_DHIS2', 'CHAT']
/** Systems of the facility itself. */
const FACILITY_SYSTEMS: readonly string[] = ['DHIS2_APP', 'KENYAEMR']

/**
 * The implementing partner that enrolled a client, as an option of KMMP_OS_PARTNER: what the intake event says (SOURCE_PARTNER), else the
 * system that its first record came from. NONE for clients that the facility enrolled itself.
 */
export const partnerOf = (member: Member): string => {
    const named = member.events.find((event) => event.values.SOURCE_PARTNER !== undefined && isRecorded(event))
    return named?.values.SOURCE_PARTNER ?? partnerOfSystem(member.events.find(isRecorded)?.values.SOURCE_SYSTEM)
}

const partnerOfSystem = (system: string | undefined): string => {
    if (system === undefined || FACILITY_SYSTEMS.includes(system)) {
        return 'NONE'
    }
    return M2M_SYSTEMS.includes(system) ? 'M2M' : 'OTHER_IP'
}
