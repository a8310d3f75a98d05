import fc from 'fast-check'
import { contradiction, doubtfulDay, noDay, noDayMeant, plainDay } from './days.ts'
import { identifier, numbers, phone, viralLoad } from './numbers.ts'
import type { Dirt } from './oneDirt.ts'
import { facility, identity, others, parents, practice, withdrawn } from './people.ts'
import { answer, nothingKnown } from './words.ts'

/** Dirt by the class that it belongs to; every instance says what must become of its row. */
export const DIRT: Readonly<Record<string, fc.Arbitrary<Dirt>>> = {
    'days in any unambiguous form (E4.1)': plainDay,
    'days that may be two, are none, or stand for none (E4.1)': fc.oneof(doubtfulDay, noDay, noDayMeant),
    'contradictions (E4.2)': contradiction,
    'words and numbers for nothing (E4.3)': nothingKnown,
    'answers in any language and case (E4.4)': answer,
    'viral loads (E4.5)': viralLoad,
    'numbers, with units and without, and what DHIS2 would not take': numbers,
    'phones (E4.6)': phone,
    'facilities (E4.7)': facility,
    'one person twice, or perhaps (E4.8, E4.11)': identity,
    'rows about nobody (E4.9, E4.14)': parents,
    'rows withdrawn at the source (E4.10)': withdrawn,
    'practice, other countries, exact copies (E4.13, E4.15)': practice,
    'broken and oddly written identifiers (B2)': identifier,
    'consent, mentor mother, text with quotes and line breaks': others,
}
