import fc from 'fast-check'
import { anyCase, dropped, load, type Dirt } from './oneDirt.ts'
import { SENTINELS } from './words.ts'

export const viralLoad = fc.oneof(
    anyCase(fc.constantFrom('LDL', 'TND', 'Target Not Detected', '<20', '< 40', '<50', '< 20 copies/ml')).map((text) =>
        load('tests.csv', 'value', [text, 'LDL'])
    ),
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
                    copies.toExponential()
                )
                .map((text) => load('tests.csv', 'value', [text, String(copies)]))
        ),
    anyCase(fc.constantFrom('Invalid', 'collect new sample')).map((text) =>
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
                    `0${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`
                ),
                fc.constant(`+254${digits}`)
            )
        )
        .map((written) => load('clients.csv', 'phone', written)),
    fc.tuple(mobile, mobile, fc.constantFrom('/', ' / ', ', ', ';', ' or ', ' au ', ' ')).map(([one, two, between]): Dirt => ({
        file: 'clients.csv',
        cells: { phone: `0${one}${between}0${two}` },
        outcome: 'load_warn',
        reason: 'PHONE_MULTIPLE',
        values: { phone: `+254${one}` },
    })),
    fc
        .constantFrom('7.12346E+08', '0205031650', '07123', '+1 202 555 0100', 'call her sister', '07123456789')
        .map((text) => dropped('clients.csv', 'phone', { text, reason: 'PHONE_INVALID' }))
)

const SEPARATORS = ['', '-', '/', ' ']
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
        .constantFrom('1.30770E+09', '1307700', '99999-00001', '13077000000001', 'CCC 12', '3077-00001')
        .map((text) => dropped('clients.csv', 'ccc_no', { text, reason: 'ID_INVALID' })),
    fc.constantFrom('moh100000001', ' MOH100000001 ').map((text) => load('clients.csv', 'nupi', [text, 'MOH100000001'])),
    fc.constantFrom('MOH1', '100000001', 'MOH-1').map((text) => dropped('clients.csv', 'nupi', { text, reason: 'ID_INVALID' })),
    fc.constantFrom('-', '/', ' ').map((mark) => load('infants.csv', 'hei_no', [`13077${mark}2026${mark}000001`, '13077-2026-000001'])),
    fc
        .constantFrom('13077-2019-000001', '99999-2026-000001', '13077-26-1', '1.3077E+14', '13077')
        .map((text) => dropped('infants.csv', 'hei_no', { text, reason: 'ID_INVALID' }))
)
