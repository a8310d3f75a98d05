import fc from 'fast-check'
import { TRANSFORM_NAMES, transforms } from '../transforms.ts'
import { clean, holds, surroundings } from './trying.ts'

const sex = { options: ['FEMALE', 'MALE'], words: new Map(Object.entries({ f: 'FEMALE', mke: 'FEMALE', ke: 'FEMALE', mume: 'MALE' })) }
const load = {
    words: new Map(
        Object.entries({
            ldl: 'LDL',
            tnd: 'LDL',
            'target not detected': 'LDL',
            '<20': 'LDL',
            '<40': 'LDL',
            invalid: '',
            'collect new sample': '',
        })
    ),
}

test('phones come as +254; landlines and damaged numbers are dropped, of two the first is kept', () => {
    holds('phone_ke', [
        ['+254712345678', '+254712345678'],
        ['254712345678', '+254712345678'],
        ['0712 345 678', '+254712345678'],
        ['712345678', '+254712345678'],
        ['0112345678', '+254112345678'],
        ['0712345678/0722345678', '+254712345678', 'PHONE_MULTIPLE'],
        ['0712 345 678, 0722 345 678', '+254712345678', 'PHONE_MULTIPLE'],
        ['0712345678 or 0722345678', '+254712345678', 'PHONE_MULTIPLE'],
        ['0712345678 au 0722345678', '+254712345678', 'PHONE_MULTIPLE'],
        ['0712345678 0722345678', '+254712345678', 'PHONE_MULTIPLE'],
        ['712345678.0', '+254712345678'],
        ['0712345678-0722345678', '+254712345678', 'PHONE_MULTIPLE'],
        ['0712345678 (0722345678)', '+254712345678', 'PHONE_MULTIPLE'],
        ['+254712345678+254722345678', '+254712345678', 'PHONE_MULTIPLE'],
        ['0712 345 678 0722 345 678 0733 345 678', '+254712345678', 'PHONE_MULTIPLE'],
        ['0205031650/0712345678', '', 'PHONE_INVALID'],
        ['0712345678 0205031650', '', 'PHONE_INVALID'],
        ['7.12346E+08', '', 'PHONE_INVALID'],
        ['0205031650', '', 'PHONE_INVALID'],
        ['07123', '', 'PHONE_INVALID'],
        ['N/A', '', 'SENTINEL_TO_NULL'],
    ])
})

test('CCC numbers lose their separators; unknown facilities and wrong lengths are dropped', () => {
    holds('ccc_number', [
        ['1307700123', '1307700123'],
        ['13077-00123', '1307700123'],
        ['13077/00123', '1307700123'],
        ['13077 00123', '1307700123'],
        ['13077 \u2013 00123', '1307700123'],
        ['1307700123.0', '1307700123'],
        ['13077.00123', '1307700123'],
        ['13077_00123', '1307700123'],
        ['13077.0', '', 'ID_INVALID'],
        ['13O7700123', '', 'ID_INVALID'],
        ['13077000123', '13077000123', 'CCC_11_DIGITS'],
        ['9999900123', '', 'ID_INVALID'],
        ['1307700', '', 'ID_INVALID'],
        ['1.30770E+09', '', 'ID_INVALID'],
        ['nil', '', 'SENTINEL_TO_NULL'],
    ])
})

test('HEI numbers take hyphens', () => {
    holds('hei_number', [
        ['13077-2026-000123', '13077-2026-000123'],
        ['13077/2026/000123', '13077-2026-000123'],
        ['13077 2026 123', '13077-2026-123'],
        ['13077.2026.123', '13077-2026-123'],
        ['13077 / 2026 / 000123', '13077-2026-000123'],
        ['99999-2026-000123', '', 'ID_INVALID'],
        ['13077-26-123', '', 'ID_INVALID'],
    ])
})

test('identifiers are capitals that fulfil their pattern', () => {
    holds(
        'identifier',
        [
            ['moh100000019', 'MOH100000019'],
            ['MOH 100 000 019', 'MOH100000019'],
            ['MOH-100-000/019', 'MOH100000019'],
            ['MOH100000019.0', 'MOH100000019'],
            ['MOH1', '', 'ID_INVALID'],
        ],
        { pattern: /^MOH\d{8,11}$/ }
    )
    holds('identifier', [
        ['ke-13077-00001', 'KE-13077-00001'],
        ['KE\u201313077 \u2013 00001', 'KE-13077-00001'],
        ['KE-\u200b13077-\u00ad00001', 'KE-13077-00001'],
        ['4711.0', '4711'],
    ])
})

test('ANC numbers take hyphens; those of another form stay', () => {
    holds('anc_number', [
        ['2026/01/0042', '2026-01-0042'],
        ['2026 01 0042', '2026-01-0042'],
        ['42/26', '42/26'],
        ['n/a', '', 'SENTINEL_TO_NULL'],
    ])
})

test('viral loads are copies, or below the limit; a sample without a result has none', () => {
    holds(
        'viral_load',
        [
            ['LDL', 'LDL'],
            ['tnd', 'LDL'],
            ['Target  Not Detected', 'LDL'],
            ['<20', 'LDL'],
            ['< 40', 'LDL'],
            ['1250', '1250'],
            ['1,250', '1250'],
            ['1.2e5', '120000'],
            ['1250 copies/ml', '1250'],
            ['1 250', '1250'],
            ['< 20 copies/mL', 'LDL'],
            ['<30', 'LDL'],
            ['<20.0', 'LDL'],
            ['LDL (<20)', 'LDL'],
            ['t.n.d.', 'LDL'],
            ['less than 40', 'LDL'],
            ["1'250", '1250'],
            ['1,250.00', '1250'],
            ['T N D', 'LDL'],
            ['target-not-detected', 'LDL'],
            ['Target Not Detected (TND)', 'LDL'],
            ['TND <20 copies/ml', 'LDL'],
            ['&lt;20', 'LDL'],
            ['\u226420', 'LDL'],
            ['<=20', 'LDL'],
            ['below LDL', '', 'VALUE_UNKNOWN_CODE'],
            ['LDL 1250', '', 'VALUE_UNKNOWN_CODE'],
            ['20 copies LDL', '', 'VALUE_UNKNOWN_CODE'],
            ['712345678', '', 'VALUE_UNKNOWN_CODE'],
            ['1.2 x 10^5', '120000'],
            ['1250 copies', '1250'],
            ['Invalid.', '', 'RESULT_NOT_USABLE'],
            ['1.250', '', 'VALUE_UNKNOWN_CODE'],
            ['<1000', '', 'VALUE_UNKNOWN_CODE'],
            ['LDL invalid', '', 'VALUE_UNKNOWN_CODE'],
            ['12 50', '', 'VALUE_UNKNOWN_CODE'],
            ['Invalid', '', 'RESULT_NOT_USABLE'],
            ['collect new sample', '', 'RESULT_NOT_USABLE'],
            ['-50', '', 'VALUE_UNKNOWN_CODE'],
            ['high', '', 'VALUE_UNKNOWN_CODE'],
            ['n/a', '', 'SENTINEL_TO_NULL'],
        ],
        load
    )
})

test('numbers lose commas, exponents and needless zeros', () => {
    holds('number', [
        ['3266', '3266'],
        ['3266.0', '3266'],
        ['3,266', '3266'],
        ['3.2e3', '3200'],
        ['2.50', '2.5'],
        ['-4', '-4'],
        ['3 266', '3266'],
        ["3'266", '3266'],
        ['3266.', '3266'],
        ['3266,00', '3266'],
        ['99,0', '', 'SENTINEL_TO_NULL'],
        ['3,000', '3000'],
        ['2nd', '2'],
        ['3 26', '', 'VALUE_UNKNOWN_CODE'],
        ['3266 g', '', 'VALUE_UNKNOWN_CODE'],
        ['9999', '', 'SENTINEL_TO_NULL'],
        ['-1', '', 'SENTINEL_TO_NULL'],
        ['999.0', '', 'SENTINEL_TO_NULL'],
        ['—', '', 'SENTINEL_TO_NULL'],
        ['(none)', '', 'SENTINEL_TO_NULL'],
        ['N / A.', '', 'SENTINEL_TO_NULL'],
        ['+', '', 'VALUE_UNKNOWN_CODE'],
        ['\u2713', '', 'VALUE_UNKNOWN_CODE'],
        ['3,26', '', 'VALUE_UNKNOWN_CODE'],
        ['about 3', '', 'VALUE_UNKNOWN_CODE'],
        ['1e99', '', 'VALUE_UNKNOWN_CODE'],
    ])
})

test('a number loses the units of its column, and no other word', () => {
    holds(
        'number',
        [
            ['28 weeks', '28'],
            ['28wks.', '28'],
            ['wiki 28', '28'],
            ['66%', '66'],
            ['28+3 weeks', '', 'VALUE_UNKNOWN_CODE'],
            ['28 months', '', 'VALUE_UNKNOWN_CODE'],
            ['weeks', '', 'VALUE_UNKNOWN_CODE'],
        ],
        { units: ['weeks', 'wks', 'wiki', '%'] }
    )
})

test('text stays as it is, and small letters are small', () => {
    holds('text', [
        ['Block Q,\nnear the mill', 'Block Q,\nnear the mill'],
        ['Block\u0000 Q\u001f', 'Block Q'],
        ['Ng&#39;ang&#x27;a &amp; \u202bWanjiru', "Ng'ang'a & Wanjiru"],
        ['AT&T', 'AT&T'],
        ['\u0001', '', 'SENTINEL_TO_NULL'],
        ['unknown', '', 'SENTINEL_TO_NULL'],
        ['---', '', 'SENTINEL_TO_NULL'],
    ])
    holds('lower', [
        ['2C9258B8', '2c9258b8'],
        ['NIL', '', 'SENTINEL_TO_NULL'],
    ])
})

describe('whatever is in a cell', () => {
    const cell = fc.oneof(
        fc.string({ minLength: 1 }),
        fc.stringMatching(/^[0-9/. :TZ+-]{1,30}$/),
        fc.stringMatching(/^[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}$/)
    )

    test.each(TRANSFORM_NAMES)('%s gives a value or a reason, never an error', (name) => {
        const made = transforms[name](surroundings, { ...sex, pattern: /^A/ })
        fc.assert(
            fc.property(cell, (text) => {
                const { value, reason } = made(text.trim() || 'x')
                return typeof value === 'string' && (value !== '' || reason !== undefined || name === 'split')
            })
        )
    })

    test('a date is a day of the calendar or nothing', () => {
        fc.assert(fc.property(cell, (text) => /^$|^\d{4}-\d{2}-\d{2}$/.test(clean('date', text.trim() || 'x').value)))
    })

    test('every day comes back from every way of writing it', () => {
        const day = fc
            .date({ min: new Date('1950-01-01'), max: new Date('2026-10-31'), noInvalidDate: true })
            .map((at) => at.toISOString().slice(0, 10))
        fc.assert(
            fc.property(day, (iso) => {
                const [year = '', month = '', date = ''] = iso.split('-')
                const serial = String(Math.round((Date.parse(iso) - Date.parse('1899-12-30')) / 86_400_000))
                const ways = [
                    iso,
                    `${year}/${month}/${date}`,
                    `${year}${month}${date}`,
                    `${iso}T10:00:00`,
                    ...(serial.length === 5 ? [serial] : []),
                ]
                const unambiguous =
                    Number(date) > 12
                        ? [`${date}/${month}/${year}`, `${month}/${date}/${year}`, `${Number(date)}.${Number(month)}.${year}`]
                        : []
                expect([...ways, ...unambiguous].map((way) => clean('date', way).value)).toEqual([...ways, ...unambiguous].map(() => iso))
            })
        )
    })
})
