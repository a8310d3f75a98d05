import { cellsInRow } from '../source/repeats.ts'
import { correctionFile } from './correctionFile.ts'

const stream = (name: string, file: string) => ({ name, file, key: 'id', columns: [] })

test.each([
    ['a text file keeps its name', 'visits.tsv', ['clients.csv'], 'visits.tsv'],
    ['a sheet gets a text file of its own', 'register.xlsx#Visits', ['register.xlsx#Mothers'], 'register - Visits.csv'],
    ['so does the first sheet', 'register.xlsx', [], 'register.csv'],
    ['streams that read the same sheet are told apart', 'register.xlsx#All', ['register.xlsx#All'], 'register - All - visits.csv'],
    ['streams that read the same text file, too', 'all.csv', ['all.csv'], 'all - visits.csv'],
])('%s', (_, file, others, expected) => {
    const own = stream('visits', file)
    expect(correctionFile(own, [own, ...others.map((other, place) => stream(`other${place}`, other))])).toBe(expected)
})

test('a record that stood beside others goes back to its place in the row', () => {
    const infants = { ...stream('infants', 'register.xlsx'), repeat: { columns: ['dob', 'Baby # sex'], most: 3 } }
    const cells = { id: 'TU/1/2', county: 'Nairobi', dob: '2026-06-01', 'Baby # sex': 'F' }
    expect(cellsInRow({ sourceRecordId: 'TU/1/2', cells }, infants)).toMatchObject({
        id: 'TU/1',
        county: 'Nairobi',
        dob_2: '2026-06-01',
        'Baby 2 sex': 'F',
    })
})
