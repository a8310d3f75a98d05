/** The DHIS2 minor versions that we speak. */
export const DIALECTS = ['2.40', '2.41', '2.42', '2.43'] as const
export type Dialect = (typeof DIALECTS)[number]

/** Lowest DHIS2 minor that we work with: older ones lack `/api/tracker` as we use it. */
export const OLDEST_MINOR = 40

/** The minor number of a version text such as `2.41.9.1` or `2.43-SNAPSHOT`; undefined when it is not a DHIS2 version. */
export const minorOf = (version: string): number | undefined => {
    const found = /^2\.(\d+)/.exec(version)
    return found ? Number(found[1]) : undefined
}

/** How tracker reading differs between versions. Unknown parameter names are ignored by servers, so a wrong one reads unfiltered data. */
export interface TrackerNames {
    /** key of the list in an answer; `instances` on 2.40, else the resource's own name */
    listKey: (resource: string) => string
    /**
     * parameter of an order in which pages of a list neither overlap nor leave anything out. 2.40 puts tracked entities of the same moment, as bulk imports
     * make them, in any order; asked for no order it takes the one in which they were made (dhis2-core, getQueryOrderBy)
     */
    listOrder: (resource: string) => { order?: string }
    orgUnits: string
    orgUnitMode: string
    /** parameter for a list of tracked entity UIDs, and what separates them */
    trackedEntities: string
    enrollments: string
    events: string
    separator: ',' | ';'
    /**
     * relationships are read apart from what is deleted: among it 2.41 shows deleted ones unmarked, and refuses the whole list (404) when the other end
     * of one was deleted (dhis2-core 2.41, tracker.export DefaultTrackedEntityService, `withNestedEntity`)
     */
    linksApart: boolean
    /** status of the enrollment, when asking for tracked entities or events */
    enrollmentStatus: string
    /** parameter that names the receiving org unit of an ownership transfer */
    transferTo: string
    transferOf: string
}

/** The names that a server of a minor version understands (dhis2-core 2.40-2.43). */
export const trackerNames = (minor: number): TrackerNames => ({
    listKey: (resource) => (minor <= 40 ? 'instances' : resource),
    listOrder: (resource) => (minor <= 40 && resource === 'trackedEntities' ? {} : { order: 'createdAt:asc' }),
    orgUnits: minor <= 40 ? 'orgUnit' : 'orgUnits',
    orgUnitMode: minor <= 40 ? 'ouMode' : 'orgUnitMode',
    trackedEntities: minor <= 40 ? 'trackedEntity' : 'trackedEntities',
    enrollments: 'enrollments',
    events: minor <= 40 ? 'event' : 'events',
    separator: minor <= 40 ? ';' : ',',
    linksApart: minor === 41,
    enrollmentStatus: minor <= 41 ? 'programStatus' : 'enrollmentStatus',
    transferTo: minor <= 41 ? 'ou' : 'orgUnit',
    transferOf: minor <= 40 ? 'trackedEntityInstance' : 'trackedEntity',
})
