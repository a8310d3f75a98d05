import fc from 'fast-check'
import type { File } from './cleanExport.ts'
import { anyCase, dropped, load, stopped, type Dirt } from './oneDirt.ts'
import { SENTINELS } from './words.ts'

export const viralLoad = fc.oneof(
    anyCase(
        fc.constantFrom(
            'LDL',
            'TND',
            'Target Not Detected',
            '<20',
            '< 40',
            '<50',
            '< 20 copies/ml',
            '<20.0',
            '<30',
            'LDL (<20)',
            'T.N.D.',
            'less than 40',
            'HIV-1 not detected',
            'Target Not Detected (TND)',
            'target-not-detected',
            'T N D',
            'below LDL',
            'undetected',
            '&lt;20',
            '\u226440',
            '\uff1c20'
        )
    ).map((text) => load('tests.csv', 'value', [text, 'LDL'])),
    fc
        .integer({ min: 100, max: 9_999_999 })
        .filter((copies) => !SENTINELS.includes(String(copies)))
        .chain((copies) =>
            fc
                .constantFrom(
                    String(copies),
                    copies.toLocaleString('en-US'),
                    copies.toLocaleString('en-US').replaceAll(',', ' '),
                    `${copies} copies/ml`,
                    `${copies}.0`,
                    copies.toExponential(),
                    copies.toExponential().replace('e+', ' x 10^'),
                    `="${copies}"`,
                    `${copies.toLocaleString('en-US')} cp/mL`
                )
                .map((text) => load('tests.csv', 'value', [text, String(copies)]))
        ),
    fc
        .constantFrom(['LDL', '5000'], ['5000', 'TND'], ['Invalid', '5000'], ['4000', '5000'], ['PENDING', '5000'])
        .map(([result = '', value = '']) => stopped('tests.csv', { result, value }, ['park', 'VALUE_UNKNOWN_CODE'])),
    fc
        .constantFrom(['LDL', '<20'], ['1,250', '1250'], ['', '1250'], ['1250', ''])
        .map(([result = '', value = '']): Dirt => ({ file: 'tests.csv', cells: { result, value }, outcome: 'load' })),
    anyCase(fc.constantFrom('Invalid', 'collect new sample', 'Collect  new sample.', 'sample rejected', 'QNS', 'pending')).map((text) =>
        dropped('tests.csv', 'value', { text, reason: 'RESULT_NOT_USABLE' })
    )
)

const mobile = fc
    .tuple(fc.constantFrom('7', '1'), fc.integer({ min: 10_000_000, max: 99_999_999 }))
    .map(([first, rest]) => `${first}${rest}`)
export const phone = fc.oneof(
    mobile
        .chain((digits) =>
            fc.tuple(
                fc.constantFrom(
                    `0${digits}`,
                    `+254${digits}`,
                    `254${digits}`,
                    digits,
                    `254${digits}.0`,
                    `'0${digits}`,
                    `="0${digits}"`,
                    `+254 ${digits.slice(0, 3)} ${digits.slice(3)}\u200b`,
                    `0${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`
                ),
                fc.constant(`+254${digits}`)
            )
        )
        .map((written) => load('clients.csv', 'phone', written)),
    fc
        .tuple(mobile, mobile, fc.constantFrom('/', ' / ', ', ', ';', ' or ', ' au ', ' ama ', ' ', ' - ', '+', ' (', ' / 020 503 1650 / '))
        .map(([one, two, between]): Dirt => ({
            file: 'clients.csv',
            cells: { phone: `0${one}${between}0${two}` },
            outcome: 'load_warn',
            reason: 'PHONE_MULTIPLE',
            values: { phone: `+254${one}` },
        })),
    fc
        .constantFrom(
            '7.12346E+08',
            '0205031650',
            '07123',
            '+1 202 555 0100',
            'call her sister',
            '07123456789',
            '2.54712E+11',
            '+256712345678',
            'O712345678'
        )
        .map((text) => dropped('clients.csv', 'phone', { text, reason: 'PHONE_INVALID' }))
)

/** Numbers in cells, and what DHIS2 would not take. */
export const numbers = fc.oneof(
    fc
        .constantFrom<readonly [File, string, readonly string[], string]>(
            [
                'infants.csv',
                'birth_weight',
                [
                    '3266',
                    '3,266',
                    '3 266',
                    "3'266",
                    '3266.0',
                    '3266,00',
                    '3266 g',
                    '3266gms',
                    '3.266e3',
                    '3.266 kg',
                    'kg 3.266',
                    '3266 grms',
                    '\u0663\u0662\u0666\u0666',
                ],
                '3266',
            ],
            ['infants.csv', 'birth_order', ['1', '1.0', '1st', '"1"'], '1'],
            ['visits.csv', 'ga_weeks', ['28', '28 weeks', '28wks', '28 w', 'wiki 28', 'wiki ya 28', '28/40'], '28'],
            ['visits.csv', 'pills_missed', ['2', '2 pills', 'vidonge 2', '2.0'], '2'],
            ['visits.csv', 'anc_contact', ['2', '2nd', 'ANC 2', 'visit 2', 'contact 2'], '2'],
            ['trainings.csv', 'pre', ['66', '66%', '66 %', '66.0'], '66'],
            ['trainings.csv', 'days', ['5', '5 days', 'siku 5'], '5']
        )
        .chain(([file, column, words, value]) => anyCase(fc.constantFrom(...words)).map((text) => load(file, column, [text, value]))),
    fc
        .constantFrom<readonly [File, string, string]>(
            ['infants.csv', 'birth_weight', '32'],
            ['infants.csv', 'birth_weight', '-3266'],
            ['infants.csv', 'birth_weight', '250'],
            ['infants.csv', 'birth_weight', '7.2'],
            ['infants.csv', 'birth_order', '0'],
            ['infants.csv', 'birth_order', 'twin'],
            ['visits.csv', 'ga_weeks', '28+3'],
            ['visits.csv', 'pills_missed', '2.5'],
            ['visits.csv', 'anc_contact', '0'],
            ['visits.csv', 'anc_contact', '14'],
            ['visits.csv', 'ga_weeks', '60'],
            ['visits.csv', 'ga_weeks', '-3'],
            ['visits.csv', 'pills_missed', '77'],
            ['defaulter_tracing.csv', 'attempt', '40'],
            ['trainings.csv', 'pre', '0.66'],
            ['defaulter_tracing.csv', 'attempt', '-3'],
            ['trainings.csv', 'pre', '140'],
            ['trainings.csv', 'days', 'two'],
            ['tests.csv', 'value', '712345678']
        )
        .map(([file, column, text]) => stopped(file, { [column]: text }, ['park', 'VALUE_UNKNOWN_CODE']))
)

const SEPARATORS = ['', '-', '/', '.', '_', ' ', ' - ', ' / ', '\u2013', '\u00a0']
export const identifier = fc.oneof(
    fc.constantFrom(...SEPARATORS).map((mark) => load('clients.csv', 'ccc_no', [`13077${mark}00001`, '1307700001'])),
    fc.constantFrom(...SEPARATORS).map((mark): Dirt => ({
        file: 'clients.csv',
        cells: { ccc_no: `13077${mark}000001` },
        outcome: 'load_warn',
        reason: 'CCC_11_DIGITS',
        values: { ccc_no: '13077000001' },
    })),
    fc
        .constantFrom('1.30770E+09', '1307700', '99999-00001', '13077000000001', 'CCC 12', '3077-00001', '13O7700001', '13077-0001')
        .map((text) => dropped('clients.csv', 'ccc_no', { text, reason: 'ID_INVALID' })),
    fc.constantFrom('1307700001.0', '="1307700001"', "'1307700001").map((text) => load('clients.csv', 'ccc_no', [text, '1307700001'])),
    fc.constantFrom('2026/01/0001', '2026 01 0001').map((text) => load('clients.csv', 'anc_no', [text, '2026-01-0001'])),
    fc
        .constantFrom<readonly [File, string, string]>(
            ['visits.csv', 'm2m_client_id', 'ke-13077-00001'],
            ['tests.csv', 'subject_id', '\u00a0KE-13077-00001 '],
            ['ecd.csv', 'infant_id', 'ke-13077-00001-b1']
        )
        .map(([file, column, text]) => load(file, column, [text, text.trim().toUpperCase()])),
    fc
        .constantFrom(
            'MOH100000001.0',
            'moh100000001',
            ' MOH100000001 ',
            'Moh 100 000 001',
            'MOH-100000001',
            'MOH/100000001',
            '"MOH100000001"'
        )
        .map((text) => load('clients.csv', 'nupi', [text, 'MOH100000001'])),
    fc
        .constantFrom('MOH1', '100000001', 'MOH-1', 'M0H100000001')
        .map((text) => dropped('clients.csv', 'nupi', { text, reason: 'ID_INVALID' })),
    fc
        .constantFrom("'KE-13077-00001'", 'KE\u201313077\u201300001', 'KE - 13077 - 00001', 'KE-\u200b13077-00001')
        .map((text) => load('visits.csv', 'm2m_client_id', [text, 'KE-13077-00001'])),
    fc
        .constantFrom('-', '/', ' ', ' - ', '\u2013')
        .map((mark) => load('infants.csv', 'hei_no', [`13077${mark}2026${mark}000001`, '13077-2026-000001'])),
    fc
        .constantFrom('13077-2019-000001', '99999-2026-000001', '13077-26-1', '1.3077E+14', '13077', '130772026000001', '13077-2O26-000001')
        .map((text) => dropped('infants.csv', 'hei_no', { text, reason: 'ID_INVALID' }))
)
