import { i18n } from '../../i18n.ts'
import type { Band, Fact } from '#programme/risk/priority.ts'

/** The word for a place in the list. */
export const bandWord = (band: Band): string => {
    switch (band) {
        case 'urgent':
            return i18n.t('Urgent')
        case 'high':
            return i18n.t('High')
        case 'medium':
            return i18n.t('Medium')
        case 'routine':
            return i18n.t('Routine')
    }
}

/** Facts whose words would tell of tests or medicine. */
const TELLING = /TEST|TREATMENT|CONFIRMATION|MEDICINE/

/** A fact behind a place in the list. Privacy mode keeps the points and says less. */
export const factWords = ({ code }: Fact, privacy: boolean): string => {
    if (privacy && TELLING.test(code)) {
        return i18n.t('A task of the visit is open')
    }
    switch (code) {
        case 'TREATMENT_NOT_STARTED':
            return i18n.t('The start of treatment of the baby is not recorded')
        case 'CONFIRMATION_OPEN':
            return i18n.t('Confirmatory test of the baby is open')
        case 'BIRTH_MEDICINE_NOT_STARTED':
            return i18n.t('Preventive medicine after birth is not started')
        case 'MEDICINE_OVERDUE':
            return i18n.t('A change of medicine of the baby is past its limit')
        case 'SUPPORT_OPEN':
            return i18n.t('Support talks, child development or home visit open, 6 at most')
        case 'FIRST_TEST_DUE':
            return i18n.t('First test of the baby is due')
        case 'FIRST_TEST_LATE':
            return i18n.t('First test of the baby is late')
        case 'FIRST_TEST_OVERDUE':
            return i18n.t('First test of the baby is past its limit')
        case 'INFANT_TEST_DUE':
            return i18n.t('A test of the baby is due')
        case 'INFANT_TEST_LATE':
            return i18n.t('A test of the baby is late')
        case 'INFANT_TEST_OVERDUE':
            return i18n.t('A test of the baby is past its limit')
        case 'MISSED_1_6':
            return i18n.t('Missed a visit less than a week ago')
        case 'MISSED_7_30':
            return i18n.t('Missed a visit 7 to 30 days ago')
        case 'MISSED_31':
            return i18n.t('Missed a visit more than 30 days ago')
        case 'BIRTH_NEAR':
            return i18n.t('Birth expected within 14 days')
        case 'BIRTH_NOT_RECORDED':
            return i18n.t('Birth should have been recorded by now')
        case 'BLOOD_TEST_DUE':
            return i18n.t('Viral load test is due')
        case 'BLOOD_TEST_OVERDUE':
            return i18n.t('Viral load test is past its limit')
        case 'AGE_10_19':
            return i18n.t('Mother aged 10 to 19')
        case 'AGE_20_24':
            return i18n.t('Mother aged 20 to 24')
        case 'CONTACT_DUE':
            return i18n.t('Clinic visit is due')
        case 'CONTACT_OVERDUE':
            return i18n.t('Clinic visit is past its limit')
        case 'WEEKS_PAST_LIMIT':
            return i18n.t('One for each full week past the limit, five at most')
    }
}
