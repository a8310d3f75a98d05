/** A text in the two languages of the programme. */
export interface Text {
    en: string
    sw: string
}

/** DHIS2 value types that the programme uses. */
export type ValueType =
    | 'TEXT'
    | 'LONG_TEXT'
    | 'DATE'
    | 'BOOLEAN'
    | 'TRUE_ONLY'
    | 'INTEGER_ZERO_OR_POSITIVE'
    | 'INTEGER_POSITIVE'
    | 'NUMBER'
    | 'PERCENTAGE'
    | 'PHONE_NUMBER'
    | 'ORGANISATION_UNIT'
    | 'COORDINATE'
    | 'USERNAME'

/** What rests on a source that could not be read says so, in the documentation of the programme too. */
interface Doubtful {
    /** what is not confirmed, and who could confirm it */
    unverified?: string
}

/** A list of answers. `code` is the DHIS2 code (`KMMP_OS_SEX`); option codes stand as they are stored. */
export interface OptionSet extends Doubtful {
    code: string
    name: Text
    options: readonly Option[]
}

export interface Option {
    code: string
    name: Text
}

interface Answer extends Doubtful {
    /** DHIS2 code, beginning with `KMMP_` */
    code: string
    /** full name, unique on the server */
    name: Text
    /** short question as a form shows it */
    formName: Text
    valueType: ValueType
    /** code of the option set */
    optionSet?: string
    /** what the app shows instead of the form name in privacy mode, when the form name itself tells too much */
    neutralName?: Text
}

/** A tracked entity attribute: what is true of the person rather than of one visit. */
export interface Attribute extends Answer {
    unique?: true
    searchable?: true
    /** DHIS2 text pattern when the server makes the value, e.g. `"KMMP-" + ORG_UNIT_CODE(.....) + "-" + SEQUENTIAL(######)` */
    pattern?: string
}

/** A tracker data element: one question of one or more stages. */
export interface Field extends Answer {
    /** the server works it out; app and connector never send it */
    derived?: true
    /** the app prefills it from the last visit */
    carry?: true
    /** shown on the timeline card of an event */
    timeline?: true
    /** never on a list, print or export */
    sensitive?: 'gbv' | 'phq' | 'partner' | 'loss'
    /** kept for the machine: not drawn on forms */
    hidden?: true
    /** a date that may lie ahead */
    future?: true
}

/** A stage asks its fields in the order given. */
export interface Stage extends Doubtful {
    code: string
    name: Text
    /** what privacy mode calls it */
    neutralName: Text
    description: Text
    repeatable: boolean
    /** headings with the codes of their fields; the common fields are added to every stage by the compiler */
    sections: readonly Section[]
    /** codes of fields that DHIS2 itself demands when the event is completed */
    compulsory?: readonly string[]
    /** suggested days to the next event */
    standardInterval?: number
    source: string
}

export interface Section {
    id: string
    title: Text
    fields: readonly string[]
    /** closed until asked for */
    optional?: true
}

/** Whose records an object opens: this decides who may read and write them (programme/model/access.ts). */
export type Audience = 'clients' | 'staff' | 'sessions'

/** A programme of single events that name nobody: its one stage bears its code. */
export interface EventProgram {
    code: string
    name: Text
    description: Text
    stage: Stage
}

/** A tracker programme. */
export interface Program {
    code: string
    audience: Exclude<Audience, 'sessions'>
    name: Text
    description: Text
    trackedEntityType: string
    accessLevel: 'OPEN' | 'AUDITED' | 'PROTECTED' | 'CLOSED'
    enrollmentDateLabel: Text
    incidentDateLabel: Text
    attributes: readonly ProgramAttribute[]
    stages: readonly Stage[]
}

export interface ProgramAttribute {
    code: string
    mandatory?: true
    searchable?: true
}

export interface TrackedEntityType {
    code: string
    audience: Exclude<Audience, 'sessions'>
    name: Text
    attributes: readonly ProgramAttribute[]
}

export interface RelationshipType {
    code: string
    name: Text
    fromToName: Text
    toFromName: Text
    from: RelationshipEnd
    to: RelationshipEnd
}

/** A person, or an event of a programme of single events. */
export type RelationshipEnd = { trackedEntityType: string; program?: string } | { eventProgram: string }

/** A group of org units; facilities are put into it on each server. */
export interface OrgUnitGroup {
    code: string
    name: Text
    description: Text
}

/** Groups of which a facility belongs to one at most. */
export interface OrgUnitGroupSet {
    code: string
    name: Text
    description: Text
    /** codes of its groups */
    groups: readonly string[]
}

/** One way of splitting a count. `stem` begins the codes of its options: `KMMP_AGE` gives `KMMP_AGE_10_19`. */
export interface Category {
    code: string
    name: Text
    dimension: 'DISAGGREGATION' | 'ATTRIBUTE'
    stem: string
    /** as in an option set; the DHIS2 code of each is `<stem>_<code>` */
    options: readonly Option[]
}

export interface CategoryCombo {
    code: string
    name: Text
    dimension: 'DISAGGREGATION' | 'ATTRIBUTE'
    /** codes of its categories, in the order of a contribution's category options */
    categories: readonly string[]
    /** begins the codes of its category option combos */
    stem: string
}
