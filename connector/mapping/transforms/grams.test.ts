import { holds } from './trying.ts'

test('the weight of a newborn comes in grams, whether told in grams or kilograms', () => {
    holds('grams', [
        ['3120', '3120'],
        ['3,120 g', '3120'],
        ['3.1', '3100'],
        ['3,12', '3120'],
        ['2.85kg', '2850'],
        ['0.9 Kgs', '900'],
        ['900 grams', '900'],
        ['3120.0', '3120'],
        ['99', '', 'SENTINEL_TO_NULL'],
        ['kg 3.12', '3120'],
        ['Gramu 3120', '3120'],
        ['3120 grms', '3120'],
        ['6.5', '6500'],
        ['6.6', '', 'VALUE_UNKNOWN_CODE'],
        ['299', '', 'VALUE_UNKNOWN_CODE'],
        ['31', '', 'VALUE_UNKNOWN_CODE'],
        ['3120 kg', '', 'VALUE_UNKNOWN_CODE'],
        ['3 g', '', 'VALUE_UNKNOWN_CODE'],
        ['heavy', '', 'VALUE_UNKNOWN_CODE'],
    ])
})

test('the weight of a child is told in kilograms or grams; what may be neither waits', () => {
    holds('kilograms', [
        ['5.5', '5.5'],
        ['5,5', '5.5'],
        ['5.50 kg', '5.5'],
        ['5500', '5.5'],
        ['5500 g', '5.5'],
        ['30', '30'],
        ['0.4', '', 'VALUE_UNKNOWN_CODE'],
        ['45', '', 'VALUE_UNKNOWN_CODE'],
        ['heavy', '', 'VALUE_UNKNOWN_CODE'],
        ['99', '', 'SENTINEL_TO_NULL'],
    ])
})
