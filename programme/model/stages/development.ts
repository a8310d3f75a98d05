import { milestoneStems } from '../fields/development.ts'
import { section, stage } from '../stage.ts'
import type { Section, Stage } from '../types.ts'

const band = (code: string, en: string): Section =>
    section(code.toLowerCase(), [`${en} months`, `Miezi ${en}`], milestoneStems(code).join(' '), { optional: true })

/** Stages of growing up and of disability. */
export const developmentStages: readonly Stage[] = [
    stage({
        code: 'KMMP_C_ECD',
        name: ['Child development', 'Makuzi ya mtoto'],
        neutralName: ['Growing up', 'Makuzi'],
        description: [
            'What the child can do at its age, and what the caregiver learned',
            'Anachoweza mtoto kwa umri wake, na alichojifunza mlezi',
        ],
        repeatable: true,
        sections: [
            section('age', ['Age', 'Umri'], 'ECD_BAND'),
            band('M0_2', '0–2'),
            band('M2_4', '2–4'),
            band('M4_6', '4–6'),
            band('M6_9', '6–9'),
            band('M9_12', '9–12'),
            band('M12_18', '12–18'),
            band('M18_24', '18–24'),
            band('M24_30', '24–30'),
            band('M30_36', '30–36'),
            section('overall', ['Overall', 'Kwa jumla'], 'ECD_OVERALL ECD_ACTION'),
            section('care', ['Taught', 'Mafundisho'], 'CARE_PLAY CARE_TALK CARE_READ CARE_TOY_MADE CARE_HYGIENE CARE_SAFETY', {
                optional: true,
            }),
            section('end', ['End', 'Mwisho'], 'EXIT_ECD', { optional: true }),
        ],
        source: 'domain brief B6 C4; milestones of the KenyaEMR child clinic form',
    }),
    stage({
        code: 'KMMP_C_CFM',
        name: ['Look for disability', 'Uchunguzi wa ulemavu'],
        neutralName: ['Abilities', 'Uwezo'],
        description: [
            'Red flags under two years; what is hard for the child from two to four years',
            'Dalili za hatari chini ya miaka miwili; ugumu wa mtoto wa miaka miwili hadi minne',
        ],
        repeatable: true,
        standardInterval: 365,
        sections: [
            section(
                'under2',
                ['Under 2 years', 'Chini ya miaka 2'],
                'RF_NO_FIX_FOLLOW RF_NO_STARTLE RF_FLOPPY_STIFF RF_FEEDING_HARD RF_CONGENITAL RF_REGRESSION',
                { optional: true }
            ),
            section(
                'from2',
                ['2 to 4 years', 'Miaka 2 hadi 4'],
                'CFM_SEEING CFM_HEARING CFM_WALKING CFM_DEXTERITY CFM_COMMUNICATION CFM_LEARNING CFM_PLAYING CFM_BEHAVIOUR CFM_AIDS_USED',
                { optional: true }
            ),
            section('outcome', ['Outcome', 'Matokeo'], 'CFM_POSITIVE DISABILITY_TYPE REFERRED_DISABILITY_SERVICE ASSISTIVE_DEVICE_GIVEN'),
        ],
        source: 'domain brief B6 C5; questions are worded by us, not the text of the Child Functioning Module',
        unverified: 'Questions of our own stand for a licensed module; they are to be approved before use.',
    }),
]
