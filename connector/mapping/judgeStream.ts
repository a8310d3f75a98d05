import type { Finding, KnownIdentities, MappedRow, RowPlace, SourceRow, Subject, SubjectIndex, Wanted, WantedPlan } from '../records.ts'
import { kindWord } from '../source/mixedTable.ts'
import { compileChecks } from './checks.ts'
import { compileIdentity } from './compileIdentity.ts'
import { compileMemory } from './compileMemory.ts'
import { compileObjects, compilePlans } from './compileObjects.ts'
import { compileOpening } from './compileOpening.ts'
import type { Compiler } from './compiler.ts'
import { isStopped, note, outcomeOf, type Draft } from './draft.ts'
import type { Context } from './expressions.ts'
import type { Stream } from './language.ts'
import { joinOf } from './loadMapping.ts'
import type { Facility, FacilityWords } from './orgUnits.ts'
import { compileSkips } from './skips.ts'
import { compileTelling } from './toldColumn.ts'
import { outcomeOfReason, worst, type Outcome } from '#dhis2/outcome.ts'

export interface StreamParts extends Compiler {
    findOrgUnit(words: FacilityWords): Facility
}

export interface Judged {
    mapped: MappedRow
    /** what the row was judged on; undefined when it was skipped unread */
    context: Context | undefined
}

/**
 * Judges the rows of one stream in the order of docs/mapping.md: exact copies and skip rules, then the row's own faults, then who it
 * is about, then its parent. Each row comes out with exactly one outcome, and only one that is delivered wants anything.
 */
export const judgeStream = (parts: StreamParts): ((source: SourceRow, index: SubjectIndex, decided?: KnownIdentities) => Judged) => {
    const skip = compileSkips(parts)
    const open = compileOpening(parts)
    const judge = compileJudgement(parts)
    const build = compileBuilding(parts)
    const memory = compileMemory(parts)
    const tell = compileTelling(parts)
    const keyOf = ({ context }: Draft): string => context.row[parts.stream.subject?.id ?? ''] ?? ''
    return (source, index, decided = UNDECIDED) => {
        const skipped = skip(source)
        if (skipped) {
            memory.skipped(source, skipped, index, () => keyOf(open(source, index)))
            return { mapped: leftOut(source, parts.name, skipped), context: undefined }
        }
        const draft = open(source, index)
        if (draft.barred && outcomeOfReason[draft.barred] === 'skip') {
            const asParent = tell({ reason: draft.barred, column: parts.stream.parent?.[0]?.id, detail: HANGS_ON }, source)
            memory.skipped(source, asParent, index, () => keyOf(draft))
            return { mapped: leftOut(source, parts.name, asParent), context: undefined }
        }
        judge(draft, index, decided)
        const built = build(draft)
        memory.keep(draft, index)
        draft.findings = draft.findings.map((finding) => tell(finding, source))
        return { mapped: mappedRow(draft, parts.name, built), context: draft.context }
    }
}

const HANGS_ON = 'so is the record on which it hangs'

/** Why there is no parent: what is to be done lies in her own row. */
const WITHOUT_PARENT: Readonly<Partial<Record<Subject['standing'] | 'unknown', string>>> = {
    unknown: 'no record of a person with this number has come',
    parked: 'the record of that person waits itself',
    refused: 'the record of that person, or of the mother, is refused or left out',
}

const SAME_ID = 'an earlier row has the same record id and says something else'
const SAME_PARTS =
    'an earlier row has the same cells in the columns under join and differs in others: name one more column there that tells the two apart'

const UNDECIDED: KnownIdentities = { others: [] }

const compileJudgement = (parts: StreamParts): ((draft: Draft, index: SubjectIndex, decided: KnownIdentities) => void) => {
    const own = compileChecks(parts, 'own')
    const withOthers = compileChecks(parts, 'others')
    const ofOwnKind = compileKind(parts.stream)
    const identify = compileIdentity(parts)
    const parentColumns = parts.stream.parent?.map(({ id }) => id)
    const isJoined = joinOf(parts.mapping.file, parts.stream) !== undefined
    return (draft, index, decided) => {
        placeRow(parts, draft)
        ofOwnKind(draft)
        own(draft)
        if (draft.source.again) {
            note(draft, 'IDENTITY_AMBIGUOUS', parts.stream.key, isJoined ? SAME_PARTS : SAME_ID)
        }
        if (!isStopped(draft.findings)) {
            identify(draft, index, decided)
        }
        if (isStopped(draft.findings)) {
            return
        }
        const standing = draft.barred === undefined ? (draft.parent?.standing ?? 'unknown') : 'refused'
        if (parentColumns && standing !== 'loaded') {
            note(draft, 'PARENT_MISSING', parentColumns[0], WITHOUT_PARENT[standing])
        } else {
            withOthers(draft)
        }
    }
}

/** A row of a table of several kinds that no stream takes waits with the first of them. */
const compileKind = ({ rows }: Stream): ((draft: Draft) => void) => {
    if (rows === undefined) {
        return () => undefined
    }
    const words = new Set(rows.are.map(kindWord))
    return (draft) => {
        const word = kindWord(draft.source.cells[rows.column] ?? '')
        if (!words.has(word)) {
            note(draft, word === '' ? 'MANDATORY_MISSING' : 'VALUE_UNKNOWN_CODE', rows.column, 'says which kind of record the row is')
        }
    }
}

interface Built {
    wanted: Wanted[]
    plans: WantedPlan[]
}

const NOTHING: Built = { wanted: [], plans: [] }

/** What a row that is delivered wants. A duplicate of a person wants nothing: all is told by the first row. */
const compileBuilding = (compiler: Compiler): ((draft: Draft) => Built) => {
    const objects = compileObjects(compiler)
    const plans = compilePlans(compiler)
    return (draft) => {
        if (isStopped(draft.findings) || draft.findings.some(({ reason }) => reason === 'DUPLICATE_CLIENT')) {
            return NOTHING
        }
        const built: Built = { wanted: [], plans: [] }
        for (const want of objects) {
            want(draft, built.wanted)
        }
        if (isStopped(draft.findings)) {
            return NOTHING
        }
        for (const plan of plans) {
            plan(draft, built.plans)
        }
        return built
    }
}

const placeRow = ({ mapping, stream, findOrgUnit }: StreamParts, draft: Draft): void => {
    if (stream.orgUnit === 'parent') {
        // without a parent the row waits for it
        draft.orgUnit = draft.parent?.orgUnit ?? ''
        return
    }
    const { code, name, within } = mapping.file.orgUnit
    const { row } = draft.context
    const words = { code: row[code ?? ''] ?? '', name: row[name ?? ''] ?? '', within: row[within ?? ''] ?? '' }
    const { unit, reason } = findOrgUnit(words)
    if (unit !== undefined) {
        draft.orgUnit = unit
    }
    if (reason) {
        note(draft, reason, reason === 'COUNTY_MISMATCH' ? within : (code ?? name))
    }
}

const mappedRow = (
    { source, findings, candidates, orgUnit, unsure, partial }: Draft,
    stream: string,
    { wanted, plans }: Built
): MappedRow => {
    const outcome = worst(['load', ...findings.map(outcomeOf)])
    return {
        place: placeOf(source),
        stream,
        outcome,
        findings: decisiveFirst(findings, outcome),
        wanted,
        plans,
        candidates,
        orgUnit: orgUnit === '' ? undefined : orgUnit,
        ...(unsure.size > 0 && { unsure }),
        ...(partial && { partial }),
    }
}

/** The first finding is the one that gives the row its outcome. */
const decisiveFirst = (findings: readonly Finding[], outcome: Outcome): readonly Finding[] => {
    if (findings.length < 2) {
        return findings
    }
    const decides = (finding: Finding): boolean => outcomeOf(finding) === outcome
    return [...findings.filter(decides), ...findings.filter((finding) => !decides(finding))]
}

const leftOut = (source: SourceRow, stream: string, finding: Finding): MappedRow => ({
    place: placeOf(source),
    stream,
    outcome: outcomeOf(finding),
    findings: [finding],
    ...NOTHING,
})

const placeOf = ({ file, row, sourceRecordId }: SourceRow): RowPlace => ({ file, row, sourceRecordId })
