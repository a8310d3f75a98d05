import type { Finding, SourceRow, Subject, SubjectIndex } from '../records.ts'
import { compilePersonWords } from './compileIdentity.ts'
import type { Compiler } from './compiler.ts'
import { isStopped, outcomeOf, type Draft, type Self } from './draft.ts'
import { marksOf, personFacts } from './identity.ts'
import { numberFact, plainNumber, rememberHolder } from './otherNumbers.ts'
import { isBarred, type BarringReason } from '#dhis2/outcome.ts'

/** What rows leave behind for rows to come. */
export interface Memory {
    keep(draft: Draft, index: SubjectIndex): void
    /** @param keyOf the key of the row's subject, worked out only where it is needed */
    skipped(source: SourceRow, finding: Finding, index: SubjectIndex, keyOf: () => string): void
}

/** Remembers the subjects of a stream, and what the mapping tells of others. */
export const compileMemory = (compiler: Compiler): Memory => {
    const { stream } = compiler
    const { subject } = stream
    const loaded = compileLoaded(compiler)
    const alsoKnown = compileOtherNumbers(compiler)
    const tell = compileTelling(compiler)
    return {
        keep: (draft, index) => {
            if (!isStopped(draft.findings)) {
                loaded(draft, index)
                tell(draft, index)
            } else if (subject) {
                const key = draft.context.row[subject.id] ?? ''
                const own = { kind: subject.kind, key, record: draft.source.sourceRecordId }
                const refused = draft.findings.some((finding) => outcomeOf(finding) === 'reject')
                notLoaded(index, own, refused ? 'refused' : 'parked')
                if (key !== '') {
                    alsoKnown(draft, own, index)
                }
                const barred = draft.findings.map(({ reason }) => reason).find(isBarred)
                if (barred !== undefined) {
                    bar(index, own, barred)
                }
            }
        },
        skipped: (source, finding, index, keyOf) => {
            const { reason } = finding
            if (subject && isBarred(reason)) {
                bar(index, { kind: subject.kind, key: keyOf(), record: source.sourceRecordId }, reason)
            } else if (subject && outcomeOf(finding) === 'void') {
                gone(index, { kind: subject.kind, key: keyOf(), record: source.sourceRecordId })
            }
        },
    }
}

/** A subject, and the record that tells of it. */
interface Own {
    kind: string
    key: string
    record: string
}

/** A subject that was delivered before stays so: a faulty change of its row does not take it out of DHIS2. */
const notLoaded = (index: SubjectIndex, { kind, key, record }: Own, standing: 'parked' | 'refused'): void => {
    if (key === '' || index.get(kind, key)?.standing === 'loaded') {
        return
    }
    index.remember({ kind, key, standing, facts: { record } }, [])
}

/** A subject whose own record the partner deleted is no longer there for others; what another record says of her counts. */
const gone = (index: SubjectIndex, own: Own): void => {
    const { kind, key, record } = own
    const known = index.get(kind, key)
    if (known?.standing === 'loaded' && isOf(known, own)) {
        index.remember({ kind, key, standing: 'refused', facts: { record } }, [])
    }
}

/** The same of one whose own record may not be delivered. */
const bar = (index: SubjectIndex, own: Own, barred: BarringReason): void => {
    const { kind, key, record } = own
    const known = index.get(kind, key)
    if (key !== '' && (known === undefined || isOf(known, own))) {
        index.remember({ kind, key, standing: 'refused', barred, facts: { record } }, [])
    }
}

const isOf = ({ facts }: Subject, { record }: Own): boolean => (facts['record'] ?? record) === record

const compileLoaded = (compiler: Compiler): ((draft: Draft, index: SubjectIndex) => void) => {
    const { identity, remember, subject: named } = compiler.stream
    const also = named?.also ?? []
    const wordsOf = compilePersonWords(compiler)
    const alsoKnown = compileOtherNumbers(compiler)
    const facts = Object.entries(remember)
    const told = [
        ...Object.values({ ...identity?.numbers, ...identity?.several, ...remember }),
        ...Object.values(identity?.person ?? {}).flat(),
        ...also,
    ]
    return (draft, index) => {
        const { self, context, orgUnit, findings, silent, parent } = draft
        if (!self) {
            return
        }
        alsoKnown(draft, self, index)
        const person = wordsOf(draft)
        const numbers = Object.fromEntries(also.map((column) => [numberFact(column), plainNumber(context.row[column] ?? '')]))
        const { kind, key, trackedEntity, enrollment, program } = self
        const above = parent && { kind: parent.kind, key: parent.key }
        const subject = { kind, key, standing: 'loaded' as const, parent: above, trackedEntity, enrollment, program, orgUnit }
        if (findings.some(({ reason }) => reason === 'DUPLICATE_CLIENT')) {
            index.remember({ ...subject, facts: { ...context.known, ...numbers, record: person.record } }, [])
            return
        }
        const own = {
            ...personFacts(person),
            ...Object.fromEntries(facts.map(([fact, column]) => [fact, context.row[column] ?? ''])),
            ...numbers,
        }
        const isMute = silent.size > 0 && told.some((column) => silent.has(column))
        // what the file keeps silent about stays as it is known
        const before = isMute ? index.get(kind, key)?.facts : undefined
        const filled = before ? Object.fromEntries(Object.entries(own).filter(([, value]) => value !== '')) : own
        index.remember({ ...subject, facts: { ...before, ...filled } }, identity ? marksOf(person, identity) : [], isMute)
    }
}

/** Remembers under which other numbers rows to come may speak of a subject. */
const compileOtherNumbers = ({ stream }: Compiler): ((draft: Draft, self: Pick<Self, 'kind' | 'key'>, index: SubjectIndex) => void) => {
    const columns = stream.subject?.also ?? []
    return ({ context, source }, { kind, key }, index) => {
        for (const column of columns) {
            const number = context.row[column] ?? ''
            if (number !== '') {
                rememberHolder(index, { kind, key, record: source.sourceRecordId }, column, number)
            }
        }
    }
}

const compileTelling = ({ stream, expressions }: Compiler): ((draft: Draft, index: SubjectIndex) => void) => {
    const told = stream.tell.map(({ kind, id, when, facts }) => ({
        kind,
        id: expressions.compile(id),
        when: when === undefined ? undefined : expressions.compile(when),
        facts: Object.entries(facts),
    }))
    return ({ context }, index) => {
        for (const { kind, id, when, facts } of told) {
            const key = id.ask(context)
            if (typeof key !== 'string' || key === '' || (when && when.ask(context) !== true)) {
                continue
            }
            const known = Object.fromEntries(facts.map(([fact, column]) => [fact, context.row[column] ?? '']))
            index.remember({ kind, key, standing: 'loaded', facts: known }, [])
        }
    }
}
