import { createContext, useContext, useState } from 'react'
import type { ReactNode } from 'react'
import type { Metadata } from '../data/metadata.ts'
import type { OrgUnit, Session } from '../data/session.ts'

/** Who works here, on which installed programme and at which facility. */
export interface Place {
    session: Session
    metadata: Metadata
    /** absent for people who record nowhere */
    facility?: OrgUnit
    chooseFacility: (id: string) => void
}

const PlaceContext = createContext<Place | undefined>(undefined)

/** The place of work; only screens inside `PlaceProvider` may ask. */
export const usePlace = (): Place => {
    const place = useContext(PlaceContext)
    if (!place) {
        throw new Error('usePlace outside PlaceProvider')
    }
    return place
}

const STORED = 'mentor-mothers.facility'

/** Holds the chosen facility: the last one on this device if it is still one of the person's, else the first. */
export const PlaceProvider = ({ session, metadata, children }: { session: Session; metadata: Metadata; children: ReactNode }) => {
    const [chosen, setChosen] = useState(() => localStorage.getItem(STORED))
    const facility = session.facilities.find((unit) => unit.id === chosen) ?? session.facilities[0]
    const chooseFacility = (id: string) => {
        localStorage.setItem(STORED, id)
        setChosen(id)
    }
    return <PlaceContext.Provider value={{ session, metadata, facility, chooseFacility }}>{children}</PlaceContext.Provider>
}
