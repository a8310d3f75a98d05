import type { Answer, Server } from './server.ts'
import type { Uid } from '#dhis2/uid.ts'

type Json = Record<string, unknown>

/** Makes tracker objects of a server's own programmes; `more` overrides any property, `undefined` leaves it out. */
export class Records {
    private readonly server: Server

    constructor(server: Server) {
        this.server = server
    }

    person(name: string, more: Json = {}): Json & { trackedEntity: Uid } {
        const { server } = this
        return {
            trackedEntity: server.uid(`person ${name}`),
            trackedEntityType: server.uid('type person'),
            orgUnit: server.uid('alpha'),
            attributes: [this.attribute('given', `Given ${name}`)],
            ...more,
        }
    }

    enrollment(name: string, more: Json = {}): Json & { enrollment: Uid } {
        const { server } = this
        return {
            enrollment: server.uid(`enrollment ${name}`),
            trackedEntity: server.uid(`person ${name}`),
            program: server.uid('program main'),
            orgUnit: server.uid('alpha'),
            status: 'ACTIVE',
            enrolledAt: server.day(-60),
            occurredAt: server.day(-60),
            ...more,
        }
    }

    /** A visit of ten days ago. */
    visit(name: string, more: Json = {}): Json & { event: Uid } {
        const { server } = this
        return {
            event: server.uid(`visit ${name}`),
            enrollment: server.uid(`enrollment ${name}`),
            program: server.uid('program main'),
            programStage: server.uid('stage visit'),
            orgUnit: server.uid('alpha'),
            status: 'ACTIVE',
            occurredAt: server.day(-10),
            ...more,
        }
    }

    link(from: string, to: string, name = `${from} ${to}`): Json & { relationship: Uid } {
        const side = (person: string) => ({ trackedEntity: { trackedEntity: this.server.uid(`person ${person}`) } })
        return {
            relationship: this.server.uid(`link ${name}`),
            relationshipType: this.server.uid('mother of'),
            from: side(from),
            to: side(to),
        }
    }

    attribute(id: string, value: string): Json {
        return { attribute: this.server.uid(`attribute ${id}`), value }
    }

    value(element: string, value: string): Json {
        return { dataElement: this.server.uid(`element ${element}`), value }
    }

    /** Stores a person with an enrollment and, when given, visits. */
    async store(name: string, parts: { person?: Json; enrollment?: Json; visits?: Json[] } = {}): Promise<void> {
        const answer = await this.server.track('connector', {
            trackedEntities: [this.person(name, parts.person)],
            enrollments: [this.enrollment(name, parts.enrollment)],
            events: parts.visits ?? [],
        })
        expect(codesIn(answer)).toEqual([])
        expect(answer.status).toBe(200)
    }
}

/** Error codes of an import report or of the conflicts of an import summary, sorted: their order means nothing. */
export const codesIn = ({ body }: Answer): string[] => {
    const { validationReport, response } = (body ?? {}) as {
        validationReport?: { errorReports: Coded[] }
        response?: { conflicts?: Coded[]; typeReports?: { objectReports: { errorReports: Coded[] }[] }[] }
    }
    const inMetadata = response?.typeReports?.flatMap(({ objectReports }) => objectReports.flatMap(({ errorReports }) => errorReports))
    return [...(validationReport?.errorReports ?? []), ...(response?.conflicts ?? []), ...(inMetadata ?? [])]
        .map(({ errorCode }) => errorCode)
        .toSorted()
}

interface Coded {
    errorCode: string
}

export const warningsIn = ({ body }: Answer): string[] =>
    (body as { validationReport: { warningReports: { warningCode: string }[] } }).validationReport.warningReports.map(
        ({ warningCode }) => warningCode
    )

/** `created/updated/deleted/ignored` of an import report. */
export const countsIn = ({ body }: Answer): string => {
    const { created, updated, deleted, ignored } = (body as { stats: Record<string, number> }).stats
    return `${created}/${updated}/${deleted}/${ignored}`
}

/** Entries of an import report about one object. */
export const errorsOf = ({ body }: Answer, uid: Uid): string[] =>
    (body as { validationReport: { errorReports: { errorCode: string; uid: Uid }[] } }).validationReport.errorReports
        .filter((report) => report.uid === uid)
        .map(({ errorCode }) => errorCode)
        .toSorted()

/** UIDs that an import report says were stored. */
export const storedIn = ({ body }: Answer): Uid[] =>
    Object.values(
        (body as { bundleReport: { typeReportMap: Record<string, { objectReports: { uid: Uid }[] }> } }).bundleReport.typeReportMap
    )
        .flatMap(({ objectReports }) => objectReports)
        .map(({ uid }) => uid)
