import type * as z from 'zod'
import type { RowPlace, SourceRow } from '../records.ts'
import type { Day } from '#dhis2/day.ts'
import type { Reason } from '#dhis2/outcome.ts'

/** A column that a mapping reads, under the mapping's name, with the other names that partners give it. */
export interface ColumnShape {
    name: string
    aliases: readonly string[]
    /** without it no row of the file can be judged: all wait as HEADER_UNKNOWN */
    needed: boolean
}

/** What a mapping expects of one stream of records. */
export interface StreamShape {
    name: string
    /** file, table or form that holds it */
    file: string
    /** it may be absent, and that is no fault */
    optional?: boolean
    /** column that names a record for ever */
    key: string
    /** columns whose cells together are the key, where the file has no column for it */
    join?: readonly string[]
    /** those of which only a hash stands in it */
    hashed?: ReadonlySet<string>
    columns: readonly ColumnShape[]
    /** an earlier stream reads the rows of the same table as well */
    further?: boolean
    /** its records stand side by side in a row */
    repeat?: Repeat
    /** its records are some of the rows of a table that holds several kinds */
    rows?: RowsTaken
}

/** Which rows of a table are records of a stream: those with one of its words in a column. */
export interface RowsTaken {
    column: string
    /** in small letters */
    words: ReadonlySet<string>
    /** words of other streams of the table */
    others: ReadonlySet<string>
    /** it takes the rows that no stream takes, too: what they hold must wait somewhere */
    rest: boolean
}

/** Columns that a row holds several times, numbered: `dob_1`, `dob_2`. A name with # has the number there: `Baby # DOB`. */
export interface Repeat {
    columns: readonly string[]
    /** how many times at most */
    most: number
    /** what stands for # in a name at each place, where it is no number: `First child`, `Second child` */
    places?: readonly string[]
}

/** A row that the source itself decides, because it is no record (repeated header, total) or its file cannot be trusted. */
export interface RowProblem {
    place: RowPlace
    reason: Reason
    column?: string
    detail?: string
}

/** Opaque memory of how far a stream was read. JSON, owned by the source; keep it only once every row of the page has an outcome. */
export type SourceState = Readonly<Record<string, string | number>>

export interface Page {
    rows: readonly SourceRow[]
    problems: readonly RowProblem[]
    state: SourceState
}

/** Something about a source that a person should know before rows are read. */
export interface SourceNote {
    what: string
    next: string
}

/** A stream that the source does not hold now. All others can be read. */
export interface AbsentStream {
    stream: string
    file: string
    /** left out where it may be absent: optional, or not sent because nothing in it changed */
    fault?: SourceNote
}

/** The day that a file speaks of, and what says so: the manifest of the export, or the file's name. */
export interface FileDay {
    day: Day
    by: 'manifest' | 'name'
}

export interface SourceCheck {
    absent: readonly AbsentStream[]
    /** what keeps rows back */
    notes: readonly SourceNote[]
    /** of the files that are there; none where the source knows nothing of its age */
    days?: ReadonlyMap<string, FileDay>
    /** what is in the files and is not read */
    unread?: readonly SourceNote[]
}

export interface DiscoveredStream {
    file: string
    /** headers as the partner writes them */
    headers: readonly string[]
    /** why nobody can read it */
    closed?: string
}

export interface Discovery {
    /** the day that the export speaks of: nothing that happened can be later */
    asOf: Day
    /** true when records that are absent are gone at the source */
    fullExport: boolean
    streams: readonly DiscoveredStream[]
}

/** Where records come from. Every implementation passes `testSource`. */
export interface Source {
    /** Can it be read, and does it hold what the streams ask for? */
    check(streams: readonly StreamShape[]): Promise<SourceCheck>
    discover(): Promise<Discovery>
    /**
     * The records of a stream in pages, each record exactly once: as a row or as a problem. With a state, what came up to it is left out.
     *
     * @throws Failure when the stream is not there or cannot be read
     */
    read(stream: StreamShape, state?: SourceState): AsyncIterable<Page>
}

/** A kind of source: how it is configured in `kmmp.yaml`, and how to open it. */
export interface SourceKind<Spec> {
    type: string
    spec: z.ZodType<Spec>
    open(spec: Spec): Source
}
