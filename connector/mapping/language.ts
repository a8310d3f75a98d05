import * as z from 'zod'
import { TRANSFORM_NAMES } from './transforms.ts'
import { isZone } from '#dhis2/day.ts'
import { outcomeOfReason, type Reason } from '#dhis2/outcome.ts'

/** The mapping language as it stands in `mapping.yaml` (docs/mapping.md is its reference for partners). Codes, never UIDs. */

const Name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'a name in small letters, digits and _')
const Code = z.string().regex(/^[A-Z][A-Z0-9_]*(?:\*[A-Z0-9_]*)?$/, 'a DHIS2 code in capitals, digits and _')
const ListName = z.string().regex(/^[a-z][a-z0-9-]*$/, 'a name in small letters, digits and -')
const Cel = z.string().min(1)
/** The expression of a column that an export never has. */
export const NEVER_THERE = "''"
const ReasonWord = z.custom<Reason>((word) => typeof word === 'string' && word in outcomeOfReason, 'one of the reasons in docs/mapping.md')
const Pattern = z.string().refine(isPattern, 'a regular expression')
const Zone = z.string().refine(isZone, 'a time zone such as Africa/Nairobi').default('Africa/Nairobi')
const Words = z.array(z.union([z.string(), z.number(), z.boolean()]).transform(String))

function isPattern(text: string): boolean {
    try {
        return new RegExp(text, 'iu') instanceof RegExp
    } catch {
        return false
    }
}

/** One or several of something; a single one may stand without its dash. */
const oneOrMore = <T extends z.ZodType>(item: T) => z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(item).min(1))

/** Something that may be written as a bare word for its most usual field. */
const shorthand = <T extends z.ZodType>(field: string, item: T) =>
    z.preprocess((value) => (typeof value === 'string' ? { [field]: value } : (value ?? {})), item)

/** How a cell becomes a value. */
const Column = shorthand(
    'as',
    z.strictObject({
        as: z.enum(TRANSFORM_NAMES).default('text'),
        /** this way of reading applies only then; the first that applies is taken */
        when: Cel.optional(),
        /** worked out from columns above instead of read */
        cel: Cel.optional(),
        /** read from another column's cell */
        from: Name.optional(),
        /** the key of records that have no number of their own: the cells of these columns as they stand, together */
        join: z.array(Name).min(2).optional(),
        /** of its cell only a hash stands in the key that is put together: that key is seen by people, and stands in DHIS2 */
        hashed: z.boolean().optional(),
        options: Code.optional(),
        list: ListName.optional(),
        pattern: Pattern.optional(),
        /** of a number: words that may stand behind it, or before it */
        units: z.array(z.string().min(1)).optional(),
        aliases: z.array(z.string()).default([]),
        /** an empty one rejects the row, always (then its column must be in the file) or when this holds */
        required: z.union([z.boolean(), Cel]).default(false),
        /** what an empty one becomes */
        otherwise: z.strictObject({ value: z.string(), reason: ReasonWord.optional() }).optional(),
        /** a date that may lie after the day of the export */
        ahead: z.boolean().default(false),
        /** a value that does not fulfil this is dropped */
        keep: z.strictObject({ when: Cel, reason: ReasonWord }).optional(),
    })
)
export type Column = z.infer<typeof Column>

const Check = z.strictObject({
    must: Cel,
    reason: ReasonWord,
    column: Name.optional(),
    /** what the row says besides the reason; never a value of it */
    detail: z.string().min(1).optional(),
    /** asked even when one of its columns is empty */
    always: z.boolean().default(false),
})

const Owner = z.enum(['partner', 'fill', 'facility'])

/**
 * Where a value comes from: a column, a constant, or an expression. `each` ticks one code of `CODE_*` for every code in a split column; `by`
 * puts the code of a column in the place of the `*`, so that one column fills another field for each of its codes.
 */
const Value = shorthand(
    'from',
    z.strictObject({
        from: Name.optional(),
        value: z.string().optional(),
        cel: Cel.optional(),
        each: Name.optional(),
        by: Name.optional(),
        when: Cel.optional(),
        owner: Owner.default('partner'),
    })
)
export type Value = z.infer<typeof Value>
const Values = z.record(Code, Value).default({})

/** A subject of rows: its kind, the column that holds its key, and columns with other numbers under which rows to come may speak of it. */
const Subject = z.strictObject({ kind: Name, id: Name, also: z.array(Name).default([]) })
/** A subject of other rows: its kind, and the column that holds its key; with `by`, the number that its own rows have in that column. */
const Parent = z.strictObject({ kind: Name, id: Name, by: Name.optional(), when: Cel.optional() })

const Identity = z.strictObject({
    /** numbers that no two persons share, by attribute code, most trusted first */
    numbers: z.record(Code, Name).default({}),
    /** the same for numbers of which a person may have several: another one proves nobody to be another person */
    several: z.record(Code, Name).default({}),
    /** columns that tell persons apart; without them a shared number always goes to a person */
    person: z.strictObject({ names: z.array(Name).min(1), birth: Name, estimated: Name.optional(), phone: Name.optional() }).optional(),
    /** column with the key of the record that the partner merged this one into */
    merged: Name.optional(),
    /** the same person again, in a new episode rather than twice */
    again: Cel.optional(),
})

const Fact = z.string().min(1)
const Facts = z.record(Name, Fact)

const Entity = z.strictObject({ type: Code, when: Cel.optional(), attributes: Values })

const Enrol = z.strictObject({
    program: Code,
    when: Cel.optional(),
    on: oneOrMore(Name),
    incident: oneOrMore(Name).optional(),
    completed: z.strictObject({ when: Cel, on: oneOrMore(Name) }).optional(),
})

const Event = z.strictObject({
    stage: Code,
    when: Cel.optional(),
    /** whose event it is */
    of: z.enum(['self', 'parent']).default('self'),
    on: oneOrMore(Name),
    /** what makes it one and the same event; else the subject itself, or for rows about a parent the record */
    key: z.array(z.string()).min(1).optional(),
    /** COMPLETED when this holds, else ACTIVE */
    completed: Cel.optional(),
    values: Values,
})

const Link = z.strictObject({ type: Code, when: Cel.optional(), from: z.enum(['self', 'parent']), to: z.enum(['self', 'parent']) })

const Plan = z.strictObject({
    on: Name,
    stage: Code,
    when: Cel.optional(),
    purpose: Code,
    /** column that says what became of it; then the appointment is a record of its own, and not only a day that a visit names */
    status: Name.optional(),
})

/** What becomes of objects that were delivered and that their row no longer wants. Nothing said: what is said for all streams, else the first. */
const Withdrawn = z.strictObject({
    /** events that were held, and relationships: DHIS2 cannot cancel these */
    held: z.enum(['ask', 'delete', 'leave']).optional(),
    enrollments: z.enum(['cancel', 'ask', 'leave']).optional(),
    /** rows that are absent from a full export */
    absent: z.enum(['report', 'ask', 'withdraw']).optional(),
    /** rows that may not be delivered any more: no consent, made for practice, of another country */
    barred: z.enum(['ask', 'withdraw']).optional(),
})

const Stream = z.strictObject({
    file: z.string().min(1),
    /** the export may leave the file out */
    optional: z.boolean().default(false),
    key: Name,
    /** its records stand side by side in a row: these columns are there several times, numbered */
    repeat: z
        .strictObject({
            columns: z.array(Name).min(1),
            most: z.int().min(1).max(9),
            /** what stands for # in an alias at each place, where it is no number */
            places: z.array(z.string().min(1)).optional(),
        })
        .refine(({ most, places }) => places === undefined || places.length === most, 'needs in "places" as many as "most" says')
        .optional(),
    /** its table holds several kinds of records below each other: its rows are those with one of these words in a column; case does not matter */
    rows: z.strictObject({ column: Name, are: oneOrMore(z.union([z.string(), z.number(), z.boolean()]).transform(String)) }).optional(),
    withdrawn: Withdrawn.optional(),
    columns: z.record(Name, oneOrMore(Column)),
    subject: Subject.optional(),
    parent: oneOrMore(Parent).optional(),
    /** its rows name no facility: they belong to that of their parent */
    orgUnit: z.literal('parent').optional(),
    /** other things remembered that this row is judged by */
    look: z.record(Name, z.strictObject({ kind: Name, id: z.string() })).default({}),
    checks: z.array(Check).default([]),
    identity: Identity.optional(),
    entity: Entity.optional(),
    enrol: Enrol.optional(),
    events: z.array(Event).default([]),
    relationships: z.array(Link).default([]),
    plans: z.array(Plan).default([]),
    remember: Facts.default({}),
    /** facts about something else, for rows to come */
    tell: z.array(z.strictObject({ kind: Name, id: z.string(), when: Cel.optional(), facts: Facts })).default([]),
})
export type Stream = z.infer<typeof Stream>

const Skip = z.strictObject({ columns: oneOrMore(Name), matches: Pattern, reason: ReasonWord })

export const MappingFile = z.strictObject({
    mapping: z.literal(1),
    /** the partner's system; part of every UID that is derived from its records */
    source: z.string().regex(/^[a-z0-9-]+$/, 'small letters, digits and -'),
    codes: z.strictObject({ prefix: z.string().default('') }).default({ prefix: '' }),
    dates: z
        .strictObject({ order: z.enum(['unknown', 'day-first', 'month-first', 'year-first']).default('unknown'), zone: Zone })
        .prefault({}),
    /** files with value lists, sentinels, months, weekdays and place names */
    lists: z.array(z.string()).default([]),
    aliases: z.record(Name, z.array(z.string())).default({}),
    skip: z.array(Skip).default([]),
    /** what is no longer wanted in DHIS2; a stream may say otherwise */
    withdrawn: Withdrawn.optional(),
    orgUnit: z
        .strictObject({
            code: Name.optional(),
            name: Name.optional(),
            within: Name.optional(),
            /** who may move a person to another facility: `facility` where the column names the one in which a row was written, not the one that follows her */
            owner: z.enum(['partner', 'facility']).default('partner'),
        })
        .refine(({ code, name }) => code !== undefined || name !== undefined, 'needs the column of a code or of a name'),
    /** columns of all streams */
    columns: z.record(Name, oneOrMore(Column)).default({}),
    /** values of every recorded event whose stage has them */
    recorded: Values,
    streams: z.record(Name, Stream),
})
export type MappingFile = z.infer<typeof MappingFile>

/** Something of which only comments may stand in the file. */
const orNothing = <T extends z.ZodType>(item: T) => z.preprocess((value) => value ?? {}, item)

/** A file with words: the values of a coded column, or the words of a style of writing, in as many languages as partners use. */
export const ListFile = z.strictObject({
    /** words by value; the empty value means "not known" */
    lists: orNothing(z.record(ListName, orNothing(z.record(z.string(), z.union([Words, z.record(z.string(), Words)]))))),
    sentinels: Words.default([]),
    placeholders: Words.default([]),
    months: z.record(z.string().regex(/^(?:[1-9]|1[0-2])$/, 'the number of a month'), Words).default({}),
    /** names of weekdays: before a date they say nothing that it does not */
    weekdays: Words.default([]),
    /** other names of places, by the name that DHIS2 uses */
    places: z.record(z.string(), Words).default({}),
    /** the value of a word, by list: the other way round, for those who know what a partner writes and look for what it means */
    answers: orNothing(
        z.record(ListName, orNothing(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String))))
    ),
    /** the code that DHIS2 uses, by the partner's own name or code of a facility */
    facilities: orNothing(z.record(z.string(), z.union([z.string(), z.number()]).transform(String))),
})
export type ListFile = z.infer<typeof ListFile>
