import { isAbout, nameScore, namesOf, readHeading } from './headings.ts'

const MOTHER = ['mother', "mother's", 'client']
const score = (heading: string, own: string, others: readonly string[] = []): number =>
    nameScore(readHeading(heading, MOTHER), namesOf([own], others))

test.each<[string, string, string, string[]]>([
    ['case, blanks and marks', 'D.O.B', 'dob', []],
    ['a known other name', 'Date of birth', 'dob', ['date of birth']],
    ['a group of questions before it', 'client-fname', 'first_name', ['fname']],
    ['a unit in brackets', 'Gestation (weeks)', 'ga_weeks', ['gestation']],
    ['whom it is about', "Mother's first name", 'first_name', []],
    ['words of a question', 'Sex of the mother', 'sex', []],
])('a heading is known in spite of %s', (_, heading, own, others) => {
    expect(score(heading, own, others)).toBeGreaterThanOrEqual(0.95)
})

test('a question that holds a name, and a slip of the pen, only resemble it', () => {
    for (const heading of ['What was the date of birth told?', 'Date of Brith']) {
        expect(score(heading, 'dob', ['date of birth'])).toBeGreaterThan(0.6)
        expect(score(heading, 'dob', ['date of birth'])).toBeLessThan(0.95)
    }
})

test('a few letters in common say nothing', () => {
    expect(score('start', 'art_start_date', ['art start'])).toBe(0)
    expect(score('Type', 'topic')).toBe(0)
})

test('a short word in place of another is another name, not a slip', () => {
    expect(score('hiv_outcome', 'exit_reason', ['hei outcome'])).toBe(0)
    expect(score('ANC date', 'pnc_date')).toBe(0)
    expect(score('Delivery date', 'edd', ['expected delivery date'])).toBe(0)
})

test('a heading tells whom it is about by whole words', () => {
    expect(isAbout('Baby 1 DOB', ['baby'])).toBe(true)
    expect(isAbout("Baby's date of birth", ["baby's"])).toBe(true)
    expect(isAbout('Babysitter', ['baby'])).toBe(false)
})
