import type { ReactNode } from 'react'
import { PlaceProvider } from '../app/place.tsx'
import type { Metadata, ServerStage } from '../data/metadata.ts'
import type { Session } from '../data/session.ts'
import { codeBookFrom } from '#programme/codeBook.ts'

/** A nurse at one facility on 21 November 2026. */
export const nurse: Session = {
    username: 'nurse',
    facilities: [{ id: 'ouMathare00', displayName: 'Mathare North' }],
    viewUnits: [{ id: 'ouMathare00', displayName: 'Mathare North' }],
    may: () => false,
    today: '2026-11-21',
}

/** A county officer, who records nowhere. */
export const countyOfficer: Session = {
    username: 'county',
    facilities: [],
    viewUnits: [{ id: 'ouNairobi00', displayName: 'Nairobi County' }],
    may: (authority) => authority === 'MENTOR_MOTHERS_COUNTY',
    today: '2026-11-21',
}

const program = (id: string, code: string, stages: readonly ServerStage[]) => ({ id, code, readable: true, writable: true, stages })

interface Installed {
    mother?: readonly ServerStage[]
    child?: readonly ServerStage[]
    /** attribute code → UID */
    attributes?: Readonly<Record<string, string>>
}

/** A server on which the given stages and attributes are installed. */
export const metadataOf = ({ mother = [], child = [], attributes = {} }: Installed): Metadata => {
    const stages = [...mother, ...child]
    const coded = {
        programs: [
            { id: 'prMother000', code: 'KMMP_MOTHER' },
            { id: 'prChild0000', code: 'KMMP_CHILD' },
        ],
        relationshipTypes: [{ id: 'rtMotherChi', code: 'KMMP_MOTHER_CHILD' }],
        programStages: stages,
        dataElements: stages.flatMap((stage) => stage.fields),
        trackedEntityAttributes: Object.entries(attributes).map(([code, id]) => ({ id, code })),
    }
    return {
        programs: new Map([
            ['KMMP_MOTHER', program('prMother000', 'KMMP_MOTHER', mother)],
            ['KMMP_CHILD', program('prChild0000', 'KMMP_CHILD', child)],
        ]),
        stages: new Map(stages.map((stage) => [stage.code, stage])),
        book: codeBookFrom(coded),
        uids: new Map(Object.values(coded).flatMap((list) => list.map(({ id, code }): [string, string] => [code, id]))),
    }
}

/** Puts a screen where somebody works. */
export const At = ({ session, metadata, children }: { session: Session; metadata: Metadata; children: ReactNode }) => (
    <PlaceProvider session={session} metadata={metadata}>
        {children}
    </PlaceProvider>
)
