import * as z from 'zod/mini'

/** One value of `POST /api/dataValueSets`. Both combos are always sent: 2.43 skips the approval check without them. */
export interface DataValue {
    dataElement: string
    categoryOptionCombo: string
    value: string
}

/** One request: one data set, month and org unit, because 2.43 refuses a whole data set for one bad period or unit. */
export interface DataValueSet {
    dataSet: string
    period: string
    orgUnit: string
    attributeOptionCombo: string
    dataValues: DataValue[]
}

const Conflict = z.object({ errorCode: z.optional(z.string()), indexes: z.optional(z.array(z.number())) })

/**
 * The import summary inside the answer. Judge by `status`, `conflicts` and `rejectedIndexes`: HTTP codes and `ignored` differ between
 * versions (unchanged values count as ignored up to 2.42).
 */
export const DataValueSummary = z.object({
    status: z.enum(['SUCCESS', 'WARNING', 'ERROR']),
    importCount: z.object({ imported: z.number(), updated: z.number(), ignored: z.number(), deleted: z.number() }),
    conflicts: z.optional(z.array(Conflict)),
    rejectedIndexes: z.optional(z.array(z.number())),
})
export type DataValueSummary = z.infer<typeof DataValueSummary>

/** A value as `GET /api/dataValueSets` gives it: 2.43 leaves out what the header says, earlier versions repeat it. */
export const StoredDataValue = z.object({
    dataElement: z.string(),
    period: z.optional(z.nullable(z.string())),
    orgUnit: z.optional(z.nullable(z.string())),
    categoryOptionCombo: z.optional(z.nullable(z.string())),
    attributeOptionCombo: z.optional(z.nullable(z.string())),
    value: z.optional(z.nullable(z.string())),
    lastUpdated: z.optional(z.nullable(z.string())),
})
export type StoredDataValue = z.infer<typeof StoredDataValue>

/** The answer of `GET /api/dataValueSets`; `{}` and an empty body both mean no values. */
export const StoredDataValueSet = z.object({
    period: z.optional(z.nullable(z.string())),
    orgUnit: z.optional(z.nullable(z.string())),
    dataValues: z.optional(z.array(StoredDataValue)),
})
export type StoredDataValueSet = z.infer<typeof StoredDataValueSet>
