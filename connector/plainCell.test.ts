import { plainCell } from './plainCell.ts'

test.each([
    ['  yes ', 'yes'],
    ['\u00a0yes\u00a0', 'yes'],
    ['="0712345678"', '0712345678'],
    ['="Block ""Q"""', 'Block "Q"'],
    ["'0712345678", '0712345678'],
    ['\u200e+254712345678\u200b', '+254712345678'],
    ['\uff11\uff12\uff15\uff10', '1250'],
    ['\uff1c20', '<20'],
    ['\u0661\u0662\u0665\u0660', '1250'],
    ['\u06f0\u06f7\u06f1', '071'],
    ['"KE-13077-00001"', 'KE-13077-00001'],
    ["'2026-02-13'", '2026-02-13'],
    ["'Murang'a'", "Murang'a"],
    ['\u201cMathare North\u201d', 'Mathare North'],
    ['""', ''],
    ['\u0000yes', 'yes'],
    ['yes\u0000', 'yes'],
    ['2026-02-13\u001a', '2026-02-13'],
])('what spreadsheets and copying put around a text is left out: %j', (cell, text) => expect(plainCell(cell)).toBe(text))

test.each(['"Shosh" Mary "Wanjiru"', "'Mama' Akinyi", "Ng'", "O'Brien", 'Ng\u2019ang\u2019a', '=', '', 'José', 'é'])(
    'what belongs to the text stays: %j',
    (cell) => expect(plainCell(cell)).toBe(cell)
)
