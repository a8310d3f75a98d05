import { isPlanStatus, type Owner as ValueOwner, type Wanted, type WantedPlan } from '../records.ts'
import { fullCode, needed } from './codes.ts'
import { columnsIn } from './compileLacks.ts'
import type { Compiler } from './compiler.ts'
import { compileAttributes, compileEventValues, recordElement } from './compileValues.ts'
import { note, type Draft } from './draft.ts'
import type { Context, Expression } from './expressions.ts'
import type { Stream } from './language.ts'
import { derivedUid } from '#dhis2/derivedUid.ts'
import type { Uid } from '#dhis2/uid.ts'

const NOT_ENROLLED = 'the person has no enrollment in the program of this record'

/** Adds what a row wants of one kind to a list; notes a fault when it cannot. */
export type Want = (draft: Draft, wanted: Wanted[]) => void

/** Who a row's objects belong to. */
interface Owner {
    trackedEntity: Uid
    enrollment: Uid | undefined
    program: Uid | undefined
}

/** All objects of one stream, parents before what hangs on them. */
export const compileObjects = (compiler: Compiler): Want[] => {
    const { stream } = compiler
    return [
        ...(stream.entity ? [sure(entity(compiler, stream.entity), [stream.entity.when], compiler)] : []),
        ...(stream.enrol ? [sure(enrollment(compiler, stream.enrol), [stream.enrol.when], compiler)] : []),
        ...stream.events.map((item) => sure(event(compiler, item), [item.when, ...(item.key ?? [])], compiler)),
        ...stream.relationships.map((item) => sure(relationship(compiler, item), [item.when], compiler)),
    ]
}

/** Notes what is wanted by a condition or under a key of which the file keeps silent. */
const sure = (want: Want, texts: readonly (string | undefined)[], { expressions }: Compiler): Want => {
    const reads = texts.flatMap((text) => columnsIn(text, expressions))
    return (draft, wanted) => {
        const before = wanted.length
        want(draft, wanted)
        if (reads.some((name) => draft.silent.has(name))) {
            wanted.slice(before).forEach(({ uid }) => draft.unsure.add(uid))
        }
    }
}

/** The appointments of one stream. */
export const compilePlans = (compiler: Compiler): ((draft: Draft, plans: WantedPlan[]) => void)[] =>
    compiler.stream.plans.map((plan) => {
        const { mapping, planNote } = compiler
        const code = fullCode(mapping.file, plan.stage)
        const { program, id } = stageOf(compiler, plan.stage)
        const when = conditionOf(compiler, plan.when)
        return (draft, plans) => {
            const on = draft.context.row[plan.on] ?? ''
            const owner = ownerOf('parent', draft) ?? ownerOf('self', draft)
            if (on === '' || owner?.enrollment === undefined || owner.program !== program || !when(draft.context)) {
                return
            }
            const status = draft.context.row[plan.status ?? ''] ?? ''
            plans.push({
                ...(isPlanStatus(status) && { status }),
                trackedEntity: owner.trackedEntity,
                enrollment: owner.enrollment,
                program,
                programStage: id,
                orgUnit: draft.orgUnit,
                on,
                column: plan.on,
                note: planNote({ purpose: plan.purpose, stage: code, on, trackedEntity: owner.trackedEntity }),
                uid: derivedUid(`plan:${code}`, mapping.file.source, `${owner.enrollment}/${on}`),
            })
        }
    })

/** UIDs of the subject of a row: the same key gives the same UIDs on any machine. */
export const subjectUid = (source: string, of: string, kind: string, key: string): Uid => derivedUid(of, source, `${kind}/${key}`)

const entity = (compiler: Compiler, spec: NonNullable<Stream['entity']>): Want => {
    const { mapping, metadata } = compiler
    const type = needed(metadata.trackedEntityTypes.get(fullCode(mapping.file, spec.type)), spec.type).id
    const values = compileAttributes(compiler)
    const when = conditionOf(compiler, spec.when)
    const { owner: orgUnitOwner } = mapping.file.orgUnit
    return (draft, wanted) => {
        const { self, orgUnit, context } = draft
        if (!self || self.registered || !when(context)) {
            return
        }
        wanted.push({
            kind: 'trackedEntity',
            uid: self.trackedEntity,
            trackedEntityType: type,
            orgUnit,
            orgUnitOwner,
            values: values(draft),
        })
    }
}

const enrollment = (compiler: Compiler, spec: NonNullable<Stream['enrol']>): Want => {
    const { mapping, metadata, expressions } = compiler
    const program = needed(metadata.programs.get(fullCode(mapping.file, spec.program)), spec.program).id
    const completed = spec.completed && { when: expressions.compile(spec.completed.when), on: spec.completed.on }
    const days = [...spec.on, ...(spec.incident ?? []), ...(spec.completed?.on ?? [])]
    const statusOwnerOf = statusOwner(days, [spec.completed?.when], compiler)
    return (draft, wanted) => {
        const { self, orgUnit, context } = draft
        if (self?.enrollment === undefined) {
            return
        }
        const enrolledAt = firstFilled(context, spec.on)
        if (enrolledAt === '') {
            return note(draft, 'MANDATORY_MISSING', spec.on[0])
        }
        const isCompleted = completed?.when.ask(context) === true
        wanted.push({
            kind: 'enrollment',
            uid: self.enrollment,
            trackedEntity: self.trackedEntity,
            program,
            orgUnit,
            orgUnitOwner: mapping.file.orgUnit.owner,
            status: isCompleted ? 'COMPLETED' : 'ACTIVE',
            statusOwner: statusOwnerOf(draft),
            enrolledAt,
            occurredAt: firstFilled(context, spec.incident ?? []) || enrolledAt,
            completedAt: isCompleted ? firstFilled(context, completed.on) || enrolledAt : undefined,
        })
    }
}

/** Who may write status and days: where the file is silent about a column that decides them, nobody after the first delivery. */
const statusOwner = (columns: readonly string[], texts: readonly (string | undefined)[], { expressions }: Compiler) => {
    const reads = [...columns, ...texts.flatMap((text) => columnsIn(text, expressions))]
    return ({ silent }: Draft): ValueOwner => (reads.some((name) => silent.has(name)) ? 'facility' : 'partner')
}

const event = (compiler: Compiler, spec: Stream['events'][number]): Want => {
    const { mapping } = compiler
    const { id, program, repeatable } = stageOf(compiler, spec.stage)
    const values = compileEventValues(spec, compiler)
    const recordIn = recordElement(spec, compiler)
    const when = conditionOf(compiler, spec.when)
    const completed = conditionOf(compiler, spec.completed)
    const statusOwnerOf = statusOwner(spec.on, [spec.completed], compiler)
    const keyOf = eventKey(compiler, spec, repeatable)
    const kind = `event:${fullCode(mapping.file, spec.stage)}`
    return (draft, wanted) => {
        const { context, orgUnit } = draft
        if (!when(context)) {
            return
        }
        const owner = ownerOf(spec.of, draft)
        if (owner?.enrollment === undefined || owner.program !== program) {
            return note(draft, 'PARENT_MISSING', undefined, NOT_ENROLLED)
        }
        const occurredAt = firstFilled(context, spec.on)
        if (occurredAt === '') {
            return note(draft, 'MANDATORY_MISSING', spec.on[0])
        }
        const isCompleted = completed(context)
        wanted.push({
            kind: 'event',
            uid: derivedUid(kind, mapping.file.source, keyOf(draft)),
            trackedEntity: owner.trackedEntity,
            enrollment: owner.enrollment,
            program,
            programStage: id,
            orgUnit,
            status: isCompleted ? 'COMPLETED' : 'ACTIVE',
            statusOwner: statusOwnerOf(draft),
            occurredAt,
            completedAt: isCompleted ? occurredAt : undefined,
            values: values(draft),
            recordIn,
        })
    }
}

/** One event a subject in its own stages, one a record in a parent's, unless the mapping names what makes it one. */
const eventKey = ({ name, expressions }: Compiler, spec: Stream['events'][number], repeatable: boolean): ((draft: Draft) => string) => {
    const parts = spec.key?.map((part) => expressions.compile(part))
    if (parts) {
        return ({ context }) => parts.map((part) => String(part.ask(context))).join('/')
    }
    const own = spec.of === 'self' && !repeatable
    return ({ self, source }) => (own && self ? `${self.kind}/${self.key}` : `${name}/${source.sourceRecordId}`)
}

const relationship = (compiler: Compiler, spec: Stream['relationships'][number]): Want => {
    const { mapping, metadata } = compiler
    const code = fullCode(mapping.file, spec.type)
    const type = needed(metadata.relationshipTypes.get(code), spec.type).id
    const when = conditionOf(compiler, spec.when)
    return (draft, wanted) => {
        const from = ownerOf(spec.from, draft)?.trackedEntity
        const to = ownerOf(spec.to, draft)?.trackedEntity
        if (from === undefined || to === undefined || !when(draft.context)) {
            return
        }
        wanted.push({
            kind: 'relationship',
            uid: derivedUid(`relationship:${code}`, mapping.file.source, `${from}/${to}`),
            trackedEntity: draft.self?.trackedEntity ?? from,
            relationshipType: type,
            from,
            to,
        })
    }
}

const stageOf = ({ mapping, metadata }: Compiler, name: string): { id: Uid; program: Uid; repeatable: boolean } => {
    const stage = needed(metadata.programStages.get(fullCode(mapping.file, name)), name)
    return { id: stage.id, repeatable: stage.repeatable, program: needed(metadata.programs.get(stage.program), stage.program).id }
}

const ownerOf = (of: 'self' | 'parent', { self, parent }: Draft): Owner | undefined => {
    if (of === 'self') {
        return self
    }
    if (parent?.trackedEntity === undefined) {
        return undefined
    }
    return { trackedEntity: parent.trackedEntity, enrollment: parent.enrollment, program: parent.program }
}

/** A condition that holds when it is not written. */
const conditionOf = ({ expressions }: Compiler, text: string | undefined): ((context: Context) => boolean) => {
    if (text === undefined) {
        return () => true
    }
    const expression: Expression = expressions.compile(text)
    return (context) => expression.ask(context) === true
}

const firstFilled = ({ row }: Context, columns: readonly string[]): string => {
    for (const column of columns) {
        const value = row[column] ?? ''
        if (value !== '') {
            return value
        }
    }
    return ''
}
