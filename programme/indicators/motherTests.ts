import { type Client, type Deed, deedsOf, once } from './knownPair.ts'
import { deliveredOn, ageOn } from './motherFacts.ts'
import { type Day, daysBetween } from '#dhis2/day.ts'

/** Tests of mothers (stage M6), read once for all figures that count them. */

export type TestPoint = 'ANC' | 'LD' | 'PNC_LE6W' | 'PNC_6W_6M' | 'OTHER'

export interface MotherTest {
    on: Day
    point: TestPoint
    disease: readonly ('HIV' | 'SYPHILIS' | 'HBV')[]
    /** HIV only: no earlier HIV test of this episode is on record, unless the record says that it is a retest */
    initial: boolean
    reactive: boolean
    /** HIV only */
    final?: string
    treated: { syphilis: boolean; hbv: boolean }
}

const DISEASES: Readonly<Record<string, MotherTest['disease']>> = {
    HIV_INITIAL: ['HIV'],
    HIV_RETEST: ['HIV'],
    SELF_TEST: ['HIV'],
    DUAL_HIV_SYPHILIS: ['HIV', 'SYPHILIS'],
    SYPHILIS: ['SYPHILIS'],
    HBSAG: ['HBV'],
}
const POINTS: readonly TestPoint[] = ['ANC', 'LD', 'PNC_LE6W', 'PNC_6W_6M', 'OTHER']

/** Tests in order of date. */
export const motherTests = once((mother: Client): MotherTest[] => {
    let seenHiv = false
    return deedsOf(mother, 'KMMP_M_TEST').map((deed) => {
        const disease = DISEASES[deed.values.TEST_TYPE ?? ''] ?? []
        const initial = disease.includes('HIV') && deed.values.TEST_TYPE !== 'HIV_RETEST' && !seenHiv
        seenHiv ||= disease.includes('HIV')
        return {
            on: deed.values.TEST_DATE ?? deed.occurredOn,
            point: pointOf(mother, deed),
            disease,
            initial: initial || deed.values.TEST_TYPE === 'HIV_INITIAL',
            reactive: deed.values.TEST_RESULT === 'REACTIVE',
            final: deed.values.HIV_FINAL,
            treated: { syphilis: deed.values.SYPH_TREATED === 'true', hbv: deed.values.HBV_TREATED === 'true' },
        }
    })
})

/** Where the record does not tell the point, the days since birth do (bands of MOH 731). */
const pointOf = (mother: Client, { values, occurredOn }: Deed): TestPoint => {
    const told = POINTS.find((point) => point === values.TEST_POINT)
    return told ?? pointOn(mother, values.TEST_DATE ?? occurredOn)
}

/** The point of care at which a day falls. */
export const pointOn = (mother: Client, day: Day): TestPoint => {
    const birth = deliveredOn(mother)
    const days = birth === undefined ? -1 : daysBetween(birth, day)
    if (days < 0) {
        return 'ANC'
    }
    if (days <= 2) {
        return 'LD'
    }
    return days <= 42 ? 'PNC_LE6W' : days <= 183 ? 'PNC_6W_6M' : 'OTHER'
}

/** Age bands of adolescents and young women in MOH 731. */
export const isAged = (mother: Client, on: Day, from: number, to: number): boolean => {
    const age = ageOn(mother, on)
    return age !== undefined && age >= from && age <= to
}
