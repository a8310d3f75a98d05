import { paragraphs, table } from './markdown.ts'
import { recordRights, type Right, sensitiveRights, userGroups, userRoles } from '#programme/model/access.ts'

const MEANS: Readonly<Record<Right | 'metadata', string>> = {
    write: 'reads and records',
    read: 'reads',
    metadata: 'sees what is asked, no records',
}

const rightOf = (rights: Readonly<Record<string, Right | 'metadata'>>, group: string): string => {
    const right = rights[group]
    return right === undefined ? '' : MEANS[right]
}

/** Who may see and record what. */
export const accessText = (): string =>
    paragraphs(
        '## Who sees what',
        'Records are open to these groups and to nobody else; whom a server puts into them is its own business. Programmes of clients can be opened beyond the own facility with a reason, which is logged; that of staff cannot.',
        table(
            ['Group', 'Kundi', 'Clients', 'Staff', 'Sessions', 'Private answers', 'Code'],
            userGroups.map(({ code, name }) => [
                name.en,
                name.sw,
                rightOf(recordRights.clients, code),
                rightOf(recordRights.staff, code),
                rightOf(recordRights.sessions, code),
                sensitiveRights[code] === undefined ? '' : 'sees them',
                code,
            ])
        ),
        table(
            ['Role', 'About', 'Kuhusu', 'Authorities', 'Code'],
            userRoles.map(({ code, name, description, authorities }) => [
                name.en,
                description.en,
                description.sw,
                authorities.join(', '),
                code,
            ])
        )
    )
