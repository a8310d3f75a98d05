/** When a question belongs on the form: an earlier answer of the same stage, or what is known of the pair. */
export type Condition = { answer: string; is: string } | { hivNot: 'negative' }

/**
 * What the app asks of an answer beyond what DHIS2 itself demands. These rules live in the app alone: partner rows often lack such
 * answers, so the server must accept events without them (architecture.md 11.4).
 */
export interface VisitRule {
    /** stage codes */
    stages: readonly string[]
    /** field codes */
    fields: readonly string[]
    /** a visit cannot be finished without it while it is asked */
    needed?: true
    shownWhen?: Condition
    /** least and most of a number; outside is a slip of the pen */
    range?: readonly [least: number, most: number]
    /** a day that lies after the visit is refused */
    notAfterVisit?: true
    source: string
}

const CONTACTS = ['KMMP_M_ANC', 'KMMP_M_PNC']
const CHILD = ['KMMP_C_FUP']

/** Rules of the antenatal and postnatal contact and of the child visit. */
export const visitRules: readonly VisitRule[] = [
    { stages: ['KMMP_M_ANC'], fields: ['KMMP_ANC_CONTACT_NO'], needed: true, range: [1, 12], source: 'domain.md B5 M2' },
    { stages: ['KMMP_M_ANC'], fields: ['KMMP_GA_WEEKS'], range: [1, 45], source: 'domain.md B5 M2; over 42 weeks is doubtful' },
    { stages: ['KMMP_M_ANC'], fields: ['KMMP_CLINIC_ATTENDED'], needed: true, source: 'domain.md B5 M2' },
    { stages: CONTACTS, fields: ['KMMP_ON_ART_TODAY'], needed: true, shownWhen: { hivNot: 'negative' }, source: 'domain.md B5 M2, M4' },
    {
        stages: CONTACTS,
        fields: ['KMMP_PILLS_MISSED_7D', 'KMMP_ADHERENCE'],
        shownWhen: { answer: 'KMMP_ON_ART_TODAY', is: 'true' },
        source: 'domain.md B5 M2: asked of women on treatment',
    },
    { stages: CONTACTS, fields: ['KMMP_PILLS_MISSED_7D'], range: [0, 21], source: 'three doses a day for seven days at most' },
    {
        stages: ['KMMP_M_ANC'],
        fields: ['KMMP_CTX_OR_DAPSONE', 'KMMP_INFANT_PROPH_DISPENSED'],
        shownWhen: { hivNot: 'negative' },
        source: 'domain.md B5 M2',
    },
    { stages: ['KMMP_M_PNC'], fields: ['KMMP_BREASTFEEDING_NOW'], needed: true, source: 'domain.md B5 M4' },
    {
        stages: ['KMMP_M_PNC'],
        fields: ['KMMP_BF_STOP_DATE'],
        needed: true,
        shownWhen: { answer: 'KMMP_BREASTFEEDING_NOW', is: 'false' },
        notAfterVisit: true,
        source: 'domain.md B5 M4: the infant tests after weaning count from it',
    },
    { stages: CHILD, fields: ['KMMP_VISIT_POINT', 'KMMP_FEEDING'], needed: true, source: 'domain.md B6 C2' },
    { stages: CHILD, fields: ['KMMP_WEIGHT_KG'], range: [0.5, 30], source: 'domain.md B6 C2' },
    { stages: CHILD, fields: ['KMMP_LENGTH_CM'], range: [30, 120], source: 'domain.md B6 C2' },
    { stages: CHILD, fields: ['KMMP_MUAC_CM'], range: [6, 25], source: 'domain.md B6 C2' },
    {
        stages: CHILD,
        fields: ['KMMP_NVP_TODAY', 'KMMP_AZT_TODAY', 'KMMP_CTX_TODAY'],
        shownWhen: { hivNot: 'negative' },
        source: 'domain.md B6 C2: syrups of exposed infants',
    },
]
