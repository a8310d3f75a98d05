import type { ScheduleKey } from './types.ts'
import { type Day, isDay } from '#dhis2/day.ts'
import type { Note } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'

/** Why an event is planned. It travels in a note, because planned events may hold no data values; it tells nothing clinical. */
export interface Purpose {
    key: ScheduleKey
    /** the day that the rule counts from, so that window and limit are known without the history */
    anchor?: Day
    /** guideline version */
    version?: string
    /** tracked entity that the pair is known by */
    pair?: Uid
    /** who planned it */
    source?: 'APP' | 'CONNECTOR' | (string & {})
}

const MARK = 'KMMP1'

/** The text of the note, e.g. `KMMP1 key=PCR_W6 a=2026-09-12 v=2026-1 pair=UQ5Xh5iwkLB src=APP`. */
export const writePurposeNote = ({ key, anchor, version, pair, source }: Purpose): string =>
    [
        MARK,
        ...Object.entries({ key, a: anchor, v: version, pair, src: source }).flatMap(([name, value]) =>
            value ? [`${name}=${value}`] : []
        ),
    ].join(' ')

/** What a note says, or undefined when it is not one of ours. Order, spaces, unknown parts and a bad anchor are borne with. */
export const readPurposeNote = (text: string): Purpose | undefined => {
    const [mark, ...parts] = text.trim().split(/\s+/)
    if (mark !== MARK) {
        return undefined
    }
    const said = new Map(parts.flatMap((part) => pairOf(part)))
    const key = said.get('key')
    const anchor = said.get('a')
    return key === undefined
        ? undefined
        : {
              key,
              anchor: anchor && isDay(anchor) ? anchor : undefined,
              version: said.get('v'),
              pair: said.get('pair'),
              source: said.get('src'),
          }
}

const pairOf = (part: string): [string, string][] => {
    const at = part.indexOf('=')
    return at > 0 && at < part.length - 1 ? [[part.slice(0, at), part.slice(at + 1)]] : []
}

/** Text of the purpose note that counts: notes cannot change, so the newest one holds. */
export const newestPurposeNote = (notes: readonly Note[]): string | undefined =>
    notes
        .filter((note) => note.value !== undefined && readPurposeNote(note.value) !== undefined)
        .toSorted((one, other) => (one.storedAt ?? '').localeCompare(other.storedAt ?? '', 'en'))
        .at(-1)?.value
