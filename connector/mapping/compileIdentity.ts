import type { KnownIdentities, Subject, SubjectIndex } from '../records.ts'
import { fullCode, needed } from './codes.ts'
import { subjectUid } from './compileObjects.ts'
import { blankFacts, factsOf } from './compileOpening.ts'
import type { Compiler } from './compiler.ts'
import { note, type Draft, type Self } from './draft.ts'
import { identify, type PersonWords, type Verdict } from './identity.ts'

/** Decides who a row is about, and which UIDs that subject has or will have. Does nothing for rows that are only about a parent. */
export const compileIdentity = (compiler: Compiler): ((draft: Draft, index: SubjectIndex, decided: KnownIdentities) => void) => {
    const { stream, expressions } = compiler
    const { subject, identity } = stream
    if (!subject) {
        return () => undefined
    }
    const newSelf = compileSelf(compiler, subject)
    const wordsOf = compilePersonWords(compiler)
    const again = identity?.again === undefined ? undefined : expressions.compile(identity.again)
    const blank = blankFacts(compiler, [subject.kind])
    return (draft, index, decided) => {
        const self = newSelf(draft)
        draft.self = self
        if (!identity) {
            return
        }
        const into = identity.merged === undefined ? '' : (draft.context.row[identity.merged] ?? '')
        const verdict =
            into === '' || into === self.key
                ? identify(subject.kind, wordsOf(draft), identity, { index, decided })
                : mergedInto(index.get(subject.kind, into))
        if (verdict === undefined) {
            return note(draft, 'PARENT_MISSING', identity.merged)
        }
        if (verdict.is === 'ambiguous') {
            draft.candidates = verdict.candidates
            return note(draft, 'IDENTITY_AMBIGUOUS', subject.id)
        }
        if (verdict.is === 'new') {
            return
        }
        draft.context.known = factsOf(blank, verdict.as)
        knownAgain(draft, self, verdict.as, again?.ask(draft.context) === true)
    }
}

/** The partner merged the record into another: it is that person's, once she is loaded. */
const mergedInto = (kept: Subject | undefined): Verdict | undefined =>
    kept?.standing === 'loaded' && kept.trackedEntity !== undefined ? { is: 'same', as: kept } : undefined

/** The same person under another key: a new episode of her, or only a duplicate of what is known. */
const knownAgain = (draft: Draft, self: Self, known: Subject, newEpisode: boolean): void => {
    // under the very same key the new episode would take the place of the old one
    if (newEpisode && known.key === self.key) {
        return note(draft, 'IDENTITY_AMBIGUOUS', undefined, 'a new episode under a number already used')
    }
    if (known.trackedEntity === undefined) {
        return
    }
    const { trackedEntity, enrollment, program } = known
    if (newEpisode) {
        draft.self = { ...self, trackedEntity, registered: true }
    } else {
        draft.self = { ...self, trackedEntity, enrollment, program, registered: true }
        note(draft, 'DUPLICATE_CLIENT')
    }
}

const compileSelf = (
    { mapping, stream, expressions, metadata }: Compiler,
    subject: NonNullable<Compiler['stream']['subject']>
): ((draft: Draft) => Self) => {
    const { source } = mapping.file
    const { enrol } = stream
    const when = enrol?.when === undefined ? undefined : expressions.compile(enrol.when)
    const code = enrol && fullCode(mapping.file, enrol.program)
    const program = code === undefined ? undefined : needed(metadata.programs.get(code), code).id
    return ({ context }) => {
        const key = context.row[subject.id] ?? ''
        const enrols = enrol !== undefined && (!when || when.ask(context) === true)
        return {
            kind: subject.kind,
            key,
            trackedEntity: subjectUid(source, 'trackedEntity', subject.kind, key),
            enrollment: enrols ? subjectUid(source, `enrollment:${code}`, subject.kind, key) : undefined,
            program: enrols ? program : undefined,
            registered: false,
        }
    }
}

/** What the rows of a stream say of a person. */
export const compilePersonWords = ({ stream }: Compiler): ((draft: Draft) => PersonWords) => {
    const { subject, identity } = stream
    const numbers = Object.entries({ ...identity?.several, ...identity?.numbers })
    const person = identity?.person
    return ({ context: { row }, source }) => {
        const filled: Record<string, string> = {}
        for (const [code, column] of numbers) {
            if (row[column]) {
                filled[code] = row[column]
            }
        }
        return {
            key: row[subject?.id ?? ''] ?? '',
            record: source.sourceRecordId,
            numbers: filled,
            names: (person?.names ?? []).map((column) => row[column] ?? '').join(' '),
            birth: row[person?.birth ?? ''] ?? '',
            estimated: row[person?.estimated ?? ''] === 'true',
            phone: row[person?.phone ?? ''] ?? '',
        }
    }
}
