import type { RuleBeyondForms } from './language.ts'

/** What the programme asks for and no rule of a form can do. */
export const rulesBeyondForms: readonly RuleBeyondForms[] = [
    {
        place: 'pair',
        code: 'EXIT_CLOSE_SCHEDULE',
        title: { en: 'Who has left has no plans any more', sw: 'Aliyeondoka hana mipango tena' },
        keptBy: {
            en: 'Schedule and lists leave out the plans of whoever left, died or was transferred (appointmentsOf, dueItems); partners’ closed records close the enrollment',
            sw: 'Ratiba na orodha huacha mipango ya aliyeondoka, kufariki au kuhamishwa',
        },
        reason: 'Nobody calls the family of the dead, or whoever is cared for elsewhere',
        source: 'domain brief B8 18, B5 M15',
    },
    {
        place: 'app',
        code: 'DUP_WARN',
        title: { en: 'Nobody is registered twice', sw: 'Hakuna anayesajiliwa mara mbili' },
        keptBy: {
            en: 'DHIS2 refuses a care, infant or national number that another person bears; people are searched for before they are registered, and the connector parks whoever may be somebody known (matchPersons)',
            sw: 'DHIS2 hukataa nambari iliyo ya mtu mwingine; watu hutafutwa kabla ya kusajiliwa',
        },
        reason: 'Two records of one woman are half a history each, and one of them is traced in vain',
        source: 'domain brief B8 23, B9; architecture 11.2, 11.16',
    },
]
