import { contactRows } from './rows/contacts.ts'
import { infantMedicineRows } from './rows/infantMedicine.ts'
import { infantTestRows } from './rows/infantTests.ts'
import { motherTestRows } from './rows/motherTests.ts'
import { supportRows } from './rows/support.ts'
import type { Guideline, Rule } from './types.ts'

/** Contacts come first: an appointment that is as near to a contact as to another row is for the contact. */
const rules: readonly Rule[] = [...contactRows, ...infantTestRows, ...infantMedicineRows, ...motherTestRows, ...supportRows]

/**
 * Editions of the schedule, oldest first. Guidelines change about every two years: a change
 * is a new edition here, and items whose window opened before keep the older one. The first edition covers whatever came before 2026.
 */
export const guidelines: readonly Guideline[] = [
    { version: '2023-1', from: '1900-01-01', rules },
    { version: '2026-1', from: '2026-01-01', rules },
]
