import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { addDays } from '#dhis2/day.ts'

const HEADER =
    'source_record_id,facility_mfl,client_id,first_name,sex,birth_date,enrol_date,entry_point,hiv_status_entry,test_date,test_type,test_point,test_result,consent_data'
const FACILITIES = ['13077', '13023', '24979', '12867', '15625']
const SYLLABLES = ['ba', 'de', 'fi', 'go', 'lu', 'ma', 'ne', 'pi', 'ro', 'su']

const invented = (number: number): string => [number, number >> 3, number >> 6, number >> 9].map((part) => SYLLABLES[part % 10]).join('')

/** One invented client: a person with five attributes, an enrollment and two events come of it. */
const line = (number: number): string => {
    const enrolled = addDays('2025-01-01', number % 600)
    const birth = addDays('1980-01-01', (number * 37) % 9000)
    const facility = FACILITIES[number % FACILITIES.length]
    return [
        `R${number}`,
        facility,
        `KE-${facility}-${100_000 + number}`,
        invented(number),
        'FEMALE',
        birth,
        enrolled,
        'ANC',
        'KNOWN_POSITIVE',
        addDays(enrolled, 14),
        'SYPHILIS',
        'ANC',
        'NON_REACTIVE',
        'yes',
    ].join(',')
}

/** Writes a partner export of so many invented clients. The same number of rows gives the same file. */
export const writeExport = async (file: string, rows: number): Promise<void> => {
    const out = createWriteStream(file)
    out.write(`${HEADER}\n`)
    for (let number = 1; number <= rows; number++) {
        if (!out.write(`${line(number)}\n`)) {
            await once(out, 'drain')
        }
    }
    out.end()
    await once(out, 'finish')
}
