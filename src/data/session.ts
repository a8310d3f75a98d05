import { useQuery } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { useApi } from './api.ts'
import { programmeDay } from '#programme/programmeDay.ts'

const OrgUnit = z.object({ id: z.string(), displayName: z.string(), path: z.optional(z.string()) })
export type OrgUnit = z.infer<typeof OrgUnit>

const Me = z.object({
    id: z.string(),
    username: z.string(),
    authorities: z.array(z.string()),
    organisationUnits: z.array(OrgUnit),
    dataViewOrganisationUnits: z.optional(z.array(OrgUnit)),
})

const SystemInfo = z.object({ serverDate: z.string(), serverTimeZoneId: z.string() })

/** Who is signed in, where this person works and what the server calls today. */
export interface Session {
    username: string
    /** where this person records */
    facilities: readonly OrgUnit[]
    /** where this person may look at figures: the data view units, else (as DHIS2 does) the capture units */
    viewUnits: readonly OrgUnit[]
    may: (authority: 'MENTOR_MOTHERS_SITE' | 'MENTOR_MOTHERS_COUNTY' | 'MENTOR_MOTHERS_LINELIST') => boolean
    /** `yyyy-mm-dd` in Nairobi, by the server's clock */
    today: string
}

const TEN_MINUTES = 600_000

/** Asked again every ten minutes, so that a page left open overnight moves on to the next day. */
export const useSession = () => {
    const api = useApi()
    return useQuery({
        queryKey: ['session'],
        staleTime: TEN_MINUTES,
        refetchInterval: TEN_MINUTES,
        queryFn: async (): Promise<Session> => {
            const [me, system] = await Promise.all([
                api.get(
                    'me',
                    {
                        fields: 'id,username,authorities,organisationUnits[id,displayName,path],dataViewOrganisationUnits[id,displayName,path]',
                    },
                    Me
                ),
                api.get('system/info', {}, SystemInfo),
            ])
            const rights = new Set(me.authorities)
            const view = me.dataViewOrganisationUnits ?? []
            return {
                username: me.username,
                facilities: me.organisationUnits,
                viewUnits: view.length > 0 ? view : me.organisationUnits,
                may: (authority) => rights.has('ALL') || rights.has(authority),
                today: programmeDay(system.serverDate, system.serverTimeZoneId),
            }
        },
    })
}
