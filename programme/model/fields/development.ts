import { field } from '../answer.ts'
import type { Field } from '../types.ts'

/** Milestones by age band, as the child clinic form groups them (openmrs-config-kenyaemr, CWC follow-up). */
export const milestones: Readonly<Record<string, readonly (readonly [en: string, sw: string])[]>> = {
    M0_2: [
        ['Smiles back', 'Anatabasamu akitabasamiwa'],
        ['Follows a thing with the eyes', 'Anafuata kitu kwa macho'],
        ['Startles at loud noise', 'Anashtuka kwa sauti kubwa'],
    ],
    M2_4: [
        ['Holds the head up', 'Anainua kichwa'],
        ['Turns to a voice', 'Anageukia sauti'],
        ['Looks at your face', 'Anakutazama usoni'],
    ],
    M4_6: [
        ['Grasps a toy', 'Anashika kichezeo'],
        ['Babbles', 'Anatoa sauti za kitoto'],
        ['Enjoys a noisy toy', 'Anafurahia kichezeo chenye sauti'],
    ],
    M6_9: [
        ['Sits alone', 'Anaketi mwenyewe'],
        ['Moves a thing from hand to hand', 'Anahamisha kitu mkono kwa mkono'],
        ['Repeats sounds such as ba-ba', 'Anarudia sauti kama ba-ba'],
    ],
    M9_12: [
        ['Steps when held', 'Anapiga hatua akishikiliwa'],
        ['Says two or three words', 'Anasema maneno mawili au matatu'],
        ['Copies what you do', 'Anaiga unachofanya'],
        ['Listens when spoken to', 'Anasikiliza akiambiwa'],
    ],
    M12_18: [
        ['Walks alone', 'Anatembea mwenyewe'],
        ['Drinks from a cup', 'Anakunywa kwa kikombe'],
        ['Says seven to ten words', 'Anasema maneno saba hadi kumi'],
        ['Points to parts of the body', 'Anaonyesha sehemu za mwili'],
    ],
    M18_24: [
        ['Kicks a ball', 'Anapiga mpira teke'],
        ['Points at pictures', 'Anaonyesha picha'],
        ['Speaks short sentences', 'Anasema sentensi fupi'],
    ],
    M24_30: [
        ['Turns knobs and lids', 'Anazungusha vifuniko'],
        ['Names parts of the body', 'Anataja sehemu za mwili'],
        ['Knows being a girl or a boy', 'Anajua ni msichana au mvulana'],
    ],
    M30_36: [
        ['Plays with other children', 'Anacheza na watoto wengine'],
        ['Follows simple instructions', 'Anafuata maagizo rahisi'],
        ['Takes off clothes', 'Anavua nguo'],
        ['Is understood by the family', 'Familia inamwelewa'],
    ],
}

const milestoneFields: readonly Field[] = Object.entries(milestones).flatMap(([band, items]) =>
    items.map((name, place) => field(`ECD_ITEM_${band}_${place + 1}`, 'OS_MILESTONE', name))
)

/** Milestone codes of one age band, without `KMMP_`. */
export const milestoneStems = (band: string): string[] => (milestones[band] ?? []).map((_, place) => `ECD_ITEM_${band}_${place + 1}`)

const difficulty = (stem: string, en: string, sw: string): Field => field(stem, 'OS_DIFFICULTY', [en, sw])
const redFlag = (stem: string, en: string, sw: string): Field => field(stem, 'TRUE_ONLY', [en, sw])
const topic = (stem: string, en: string, sw: string): Field => field(stem, 'TRUE_ONLY', [en, sw])

/** Early childhood development. */
const development: readonly Field[] = [
    field('ECD_BAND', 'OS_ECD_BAND', ['Age band', 'Kipindi cha umri'], { derived: true, timeline: true }),
    ...milestoneFields,
    field('ECD_OVERALL', 'OS_ECD_OVERALL', ['Development overall', 'Makuzi kwa jumla'], { derived: true, timeline: true }),
    topic('CARE_PLAY', 'Taught playing', 'Alifundishwa kucheza na mtoto'),
    topic('CARE_TALK', 'Taught talking', 'Alifundishwa kuzungumza na mtoto'),
    topic('CARE_READ', 'Taught reading and stories', 'Alifundishwa kusoma na hadithi'),
    topic('CARE_TOY_MADE', 'Made a toy', 'Alitengeneza kichezeo'),
    topic('CARE_HYGIENE', 'Taught hygiene', 'Alifundishwa usafi'),
    topic('CARE_SAFETY', 'Taught a safe home', 'Alifundishwa usalama nyumbani'),
    field('ECD_ACTION', 'OS_ECD_ACTION', ['What will be done?', 'Nini kitafanyika?'], { timeline: true }),
]

/** Look for disability: wording of our own, on the domains that the Washington Group names for ages 2 to 4. */
const disability: readonly Field[] = [
    redFlag('RF_NO_FIX_FOLLOW', 'Does not look at or follow things', 'Hatazami wala kufuata vitu'),
    redFlag('RF_NO_STARTLE', 'Does not hear loud noise', 'Hasikii sauti kubwa'),
    redFlag('RF_FLOPPY_STIFF', 'Very floppy or stiff', 'Mlegevu sana au mkakamavu'),
    redFlag('RF_FEEDING_HARD', 'Very hard to feed', 'Ni vigumu sana kumlisha'),
    redFlag('RF_CONGENITAL', 'Born with a visible difference', 'Amezaliwa na tofauti inayoonekana'),
    redFlag('RF_REGRESSION', 'Lost what he or she could do', 'Amepoteza uwezo aliokuwa nao'),
    difficulty('CFM_SEEING', 'Trouble seeing', 'Shida ya kuona'),
    difficulty('CFM_HEARING', 'Trouble hearing', 'Shida ya kusikia'),
    difficulty('CFM_WALKING', 'Trouble walking', 'Shida ya kutembea'),
    difficulty('CFM_DEXTERITY', 'Trouble picking up small things', 'Shida ya kuokota vitu vidogo'),
    difficulty('CFM_COMMUNICATION', 'Trouble speaking or understanding', 'Shida ya kuongea au kuelewa'),
    difficulty('CFM_LEARNING', 'Trouble learning new things', 'Shida ya kujifunza mambo mapya'),
    difficulty('CFM_PLAYING', 'Trouble playing', 'Shida ya kucheza'),
    field('CFM_BEHAVIOUR', 'OS_CFM_BEHAVIOUR', ['Kicks, bites or hits', 'Kupiga, kuuma au kurusha teke']),
    field('CFM_AIDS_USED', 'BOOLEAN', ['Uses glasses, hearing or walking aid?', 'Anatumia miwani, kifaa cha kusikia au kutembea?']),
    field('CFM_POSITIVE', 'BOOLEAN', ['Needs a specialist', 'Anahitaji mtaalamu'], { derived: true, timeline: true }),
    field('DISABILITY_TYPE', 'OS_DISABILITY_TYPE', ['Kind of disability', 'Aina ya ulemavu']),
    field('REFERRED_DISABILITY_SERVICE', 'OS_DISABILITY_SERVICE', ['Specialist service', 'Huduma ya mtaalamu'], { timeline: true }),
    field('ASSISTIVE_DEVICE_GIVEN', 'BOOLEAN', ['Assistive device given?', 'Amepewa kifaa saidizi?']),
]

/** Development and disability of the child. */
export const developmentFields: readonly Field[] = [
    ...development,
    ...disability,
    field('EXIT_ECD', 'BOOLEAN', ['Development follow-up finished?', 'Ufuatiliaji wa makuzi umekamilika?']),
]
