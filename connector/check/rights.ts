import { z } from 'zod'
import type { Dhis2Client } from '../dhis2/client.ts'
import { fullCode } from '../mapping/codes.ts'
import type { MappingFile } from '../mapping/language.ts'

/** What the role of the connector holds, whatever is mapped. */
export interface StandardRole {
    authorities: readonly string[]
    /** codes of programs that it may write data of */
    programs: readonly string[]
}

/** What an account must be able to write data of, by code, and the role that is enough for it. */
export interface NeededRights {
    programs: readonly string[]
    stages: readonly string[]
    types: readonly string[]
    relationshipTypes: readonly string[]
    role: StandardRole
}

/** Objects that an account sees, by code: true for those that it may write data of. */
export type Seen = ReadonlyMap<string, boolean>

/** What an account may do. */
export interface Account {
    authorities: readonly string[]
    /** levels of the org units that it captures data in; 1 is the whole country */
    levels: readonly number[]
    programs: Seen
    stages: Seen
    types: Seen
    relationshipTypes: Seen
    /** programs whose definition it may change */
    redefinable: readonly string[]
}

export interface Rights {
    lacking: string[]
    needless: string[]
}

const SUPERUSER = 'ALL'

/** What the mappings write. */
export const neededFor = (mappings: readonly MappingFile[], role: StandardRole): NeededRights => {
    const of = (codesOf: (stream: MappingFile['streams'][string]) => readonly string[]): string[] => [
        ...new Set(
            mappings.flatMap((file) =>
                Object.values(file.streams)
                    .flatMap(codesOf)
                    .map((code) => fullCode(file, code))
            )
        ),
    ]
    return {
        programs: of(({ enrol }) => (enrol === undefined ? [] : [enrol.program])),
        stages: of(({ events, plans }) => [...events, ...plans].map(({ stage }) => stage)),
        types: of(({ entity }) => (entity === undefined ? [] : [entity.type])),
        relationshipTypes: of(({ relationships }) => relationships.map(({ type }) => type)),
        role,
    }
}

/** Compares an account with what it needs: what is missing, and what it could do without. */
export const judgeRights = (account: Account, needed: NeededRights): Rights => ({
    lacking: [
        ...KINDS.flatMap(({ kind, called }) => needed[kind].flatMap((code) => lackOf(account[kind].get(code), `${called} ${code}`))),
        ...(account.levels.length === 0 ? ['org units to capture data in'] : []),
        ...(account.authorities.includes(SUPERUSER)
            ? []
            : needed.role.authorities
                  .filter((authority) => !account.authorities.includes(authority))
                  .map((authority) => `the authority ${authority} (user role)`)),
    ],
    needless: account.authorities.includes(SUPERUSER)
        ? ['the account is a superuser (ALL). Give the connector an account of its own.']
        : needlessOf(account, needed),
})

const KINDS = [
    { kind: 'programs', called: 'the program' },
    { kind: 'stages', called: 'the stage' },
    { kind: 'types', called: 'the type' },
    { kind: 'relationshipTypes', called: 'the relationship type' },
] as const

const lackOf = (mayWrite: boolean | undefined, what: string): string[] => {
    if (mayWrite === undefined) {
        return [`${what}: it is not on this DHIS2, or the account may not see it (sharing)`]
    }
    return mayWrite ? [] : [`the right to write data of ${what} (sharing)`]
}

const needlessOf = ({ authorities, programs, levels, redefinable }: Account, needed: NeededRights): string[] => {
    const others = authorities.filter((authority) => !needed.role.authorities.includes(authority))
    const writable = [...programs].flatMap(([code, mayWrite]) => (mayWrite ? [code] : []))
    const written = writable.filter((code) => !needed.programs.includes(code) && !needed.role.programs.includes(code))
    return [
        ...(others.length > 0 ? [`the authorities ${others.toSorted().join(', ')}.`] : []),
        ...(written.length > 0 ? [`to write data of ${written.toSorted().join(', ')} (sharing).`] : []),
        ...(redefinable.length > 0 ? [`to change the definition of ${redefinable.toSorted().join(', ')} (sharing).`] : []),
        ...(levels.includes(1) ? ['to capture data in the whole country. Give it the facilities of the partner.'] : []),
    ]
}

const Shared = z.object({
    code: z.string().optional(),
    access: z.object({ write: z.boolean(), data: z.object({ write: z.boolean() }).optional() }),
})
type Shared = z.infer<typeof Shared>
const Programs = z.object({ programs: z.array(Shared.extend({ programStages: z.array(Shared).optional() })).optional() })
const Types = z.object({ trackedEntityTypes: z.array(Shared).optional() })
const RelationshipTypes = z.object({ relationshipTypes: z.array(Shared).optional() })
const Me = z.object({
    authorities: z.array(z.string()).optional(),
    organisationUnits: z.array(z.object({ level: z.number().optional() })).optional(),
})

/** Reads what the account of a client may do. */
export const readAccount = async (client: Dhis2Client): Promise<Account> => {
    const shared = { fields: 'code,access', paging: false }
    const { authorities = [], organisationUnits = [] } = await client.get('me', Me, { fields: 'authorities,organisationUnits[level]' })
    const { programs = [] } = await client.get('programs', Programs, { ...shared, fields: 'code,access,programStages[code,access]' })
    const { trackedEntityTypes = [] } = await client.get('trackedEntityTypes', Types, shared)
    const { relationshipTypes = [] } = await client.get('relationshipTypes', RelationshipTypes, shared)
    return {
        authorities,
        levels: organisationUnits.map(({ level }) => level ?? 0),
        programs: seen(programs),
        stages: seen(programs.flatMap(({ programStages = [] }) => programStages)),
        types: seen(trackedEntityTypes),
        relationshipTypes: seen(relationshipTypes),
        redefinable: programs.flatMap(({ code, access }) => (access.write && code !== undefined ? [code] : [])),
    }
}

const seen = (objects: readonly Shared[]): Map<string, boolean> =>
    new Map(objects.flatMap(({ code, access }) => (code === undefined ? [] : [[code, access.data?.write ?? false] as const])))
