import { plainCell } from '../plainCell.ts'
import type { Candidate, Finding, SourceRow, Subject } from '../records.ts'
import type { Context } from './expressions.ts'
import { outcomeOfReason, type BarringReason, type Outcome, type Reason } from '#dhis2/outcome.ts'
import type { Uid } from '#dhis2/uid.ts'

/** A row on its way through the mapping. */
export interface Draft {
    source: SourceRow
    context: Context
    findings: Finding[]
    parent: Subject | undefined
    /** why the record on which the row hangs may not be delivered, or that on which it hangs itself */
    barred: BarringReason | undefined
    orgUnit: Uid
    /** whom the row is about, when it is about somebody of its own */
    self: Self | undefined
    /** earlier persons whom the row may be about */
    candidates?: readonly Candidate[]
    /** columns of the mapping that say nothing, because the file lacks what they are made of */
    silent: ReadonlySet<string>
    /** as in `MappedRow`, like `partial` */
    unsure: Set<Uid>
    partial: boolean
}

/** The subject of a row, with the UIDs that it has or will have. */
export interface Self {
    kind: string
    key: string
    trackedEntity: Uid
    enrollment: Uid | undefined
    program: Uid | undefined
    /** the person is registered already; only the enrollment is new */
    registered: boolean
}

/** Text of a cell as it is meant; empty when the file has no such column. */
export const cellText = (source: SourceRow, column: string): string => plainCell(source.cells[column] ?? '')

/** Says what there is to say of a row. What two readings of one cell find is said once. */
export const note = (draft: Draft, reason: Reason, column?: string, detail?: string): void => {
    if (draft.findings.some((said) => said.reason === reason && said.column === column && said.detail === detail)) {
        return
    }
    draft.findings.push({ reason, ...(column !== undefined && { column }), ...(detail !== undefined && { detail }) })
}

const STOPPING: readonly Outcome[] = ['reject', 'park']

/** True when something found keeps the row from being delivered. */
export const isStopped = (findings: readonly Finding[]): boolean => findings.some((finding) => STOPPING.includes(outcomeOf(finding)))

/** The outcome that one finding alone gives a row; a word that is not ours is a refusal. */
export const outcomeOf = ({ reason }: Finding): Outcome => (isReason(reason) ? outcomeOfReason[reason] : 'reject')

const isReason = (word: string): word is Reason => word in outcomeOfReason
