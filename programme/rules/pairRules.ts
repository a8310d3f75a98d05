import type { Episode, Member } from '../episode.ts'
import { birthOf, latestValue } from '../episode.ts'
import type { Text } from '../model/types.ts'
import { holds } from './evaluate.ts'
import type { Condition, PairRule, PairSource } from './language.ts'
import type { Day } from '#dhis2/day.ts'
import type { Uid } from '#dhis2/uid.ts'

const mother = (stem: string): PairSource => ({ mother: stem })
const infant = (stem: string): PairSource => ({ infant: stem })
const is = (source: PairSource, ...options: string[]): Condition<PairSource> => ({ is: source, oneOf: options })
const birth: PairSource = { day: 'birth' }

/** Rules that need mother and infant at once. DHIS2 sees one enrollment at a time, so they warn and refuse nothing. */
export const pairRules: readonly PairRule[] = [
    {
        place: 'pair',
        code: 'GRADUATION_NEEDS_OUTCOME',
        title: { en: 'A mother graduates with the outcome of her child', sw: 'Mama huhitimu matokeo ya mtoto yakijulikana' },
        when: { all: [is(mother('MOTHER_EXIT'), 'GRADUATED_24M'), { not: { has: infant('HEI_OUTCOME') } }] },
        warn: { en: 'Record the outcome of the child first', sw: 'Andika kwanza matokeo ya mtoto' },
        between: ['MOTHER_EXIT', 'HEI_OUTCOME'],
        reason: 'Nobody would bring the child for its last test',
        source: 'domain brief B5 M15',
    },
    {
        place: 'pair',
        code: 'BIRTH_DAYS_DIFFER',
        title: { en: 'Mother and child have the same day of birth', sw: 'Mama na mtoto wana tarehe moja ya kuzaliwa' },
        when: {
            any: [
                { is: { since: mother('DELIVERY_DATE'), until: birth, in: 'days' }, above: 1 },
                { is: { since: mother('DELIVERY_DATE'), until: birth, in: 'days' }, below: -1 },
            ],
        },
        warn: { en: 'The birth of the child and the delivery differ', sw: 'Tarehe ya mtoto na ya kujifungua zinatofautiana' },
        between: ['DELIVERY_DATE', 'DATE_OF_BIRTH'],
        reason: 'Tests of the child count from one day, contacts of the mother from the other; twins may be born over midnight',
        source: 'domain brief E4 2',
    },
    {
        place: 'pair',
        code: 'EXPOSURE_DIFFERS',
        title: { en: 'A child of a mother with HIV is exposed', sw: 'Mtoto wa mama mwenye VVU ameathiriwa' },
        when: {
            all: [
                is(infant('EXPOSED'), 'NO'),
                {
                    any: [
                        is(mother('HIV_FINAL'), 'POSITIVE'),
                        is(mother('HIV_STATUS_ENTRY'), 'KNOWN_POSITIVE', 'NEW_POSITIVE_ANC', 'NEW_POSITIVE_LD'),
                    ],
                },
            ],
        },
        warn: { en: 'The mother has HIV: is the child exposed?', sw: 'Mama ana VVU: mtoto ameathiriwa?' },
        between: ['HIV_FINAL', 'EXPOSED'],
        reason: 'A child taken for not exposed is never tested',
        source: 'domain brief B6 C1',
    },
    {
        place: 'pair',
        code: 'MOTHER_TOO_YOUNG',
        title: { en: 'A mother is ten years older than her child', sw: 'Mama ana miaka kumi zaidi ya mtoto' },
        when: { is: { since: { motherAttribute: 'DATE_OF_BIRTH' }, until: birth, in: 'days' }, below: 3652 },
        warn: { en: 'Check both dates of birth', sw: 'Angalia tarehe zote mbili za kuzaliwa' },
        between: ['DATE_OF_BIRTH', 'DATE_OF_BIRTH'],
        reason: 'One of the dates is wrong, or the child is linked to the wrong mother',
        source: 'domain brief E4 2',
    },
]

/** A pair rule that holds, for one infant. */
export interface PairFinding {
    code: string
    infant: Uid
    message: Text
    between: readonly [string, string]
}

/** What does not fit between a mother and each of her infants. Without a mother in the programme there is nothing to compare. */
export const checkPair = (episode: Episode, today: Day): PairFinding[] =>
    episode.infants.flatMap((child) =>
        pairRules
            .filter(({ when }) => episode.mother !== undefined && holds(when, known(episode.mother, child, today)))
            .map(({ code, warn, between }) => ({ code, infant: child.trackedEntity, message: warn, between }))
    )

const known =
    (woman: Member, child: Member, today: Day) =>
    (source: PairSource): string | undefined => {
        if ('mother' in source) {
            return latestValue(woman, source.mother)
        }
        if ('infant' in source) {
            return latestValue(child, source.infant)
        }
        if ('motherAttribute' in source) {
            return woman.attributes[source.motherAttribute]
        }
        return source.day === 'today' ? today : birthOf(child)
    }
