import { optionSets } from '../model/optionSets.ts'
import { type MetadataObject, ref, swahili } from './object.ts'
import type { Sharing } from './sharing.ts'
import { metadataUid } from './uid.ts'

const optionKey = (set: string, option: string): string => `${set}.${option}`

/** All option sets, naming their options in order. */
export const buildOptionSets = (sharing: Sharing): MetadataObject[] =>
    optionSets.map((set) => ({
        id: metadataUid('optionSet', set.code),
        code: set.code,
        name: set.name.en,
        valueType: 'TEXT',
        options: set.options.map((option) => ref('option', optionKey(set.code, option.code))),
        sharing,
        translations: swahili({ NAME: set.name }),
    }))

/** All options of all sets. */
export const buildOptions = (): MetadataObject[] =>
    optionSets.flatMap((set) =>
        set.options.map((option, place) => ({
            id: metadataUid('option', optionKey(set.code, option.code)),
            code: option.code,
            name: option.name.en,
            sortOrder: place + 1,
            optionSet: ref('optionSet', set.code),
            translations: swahili({ NAME: option.name }),
        }))
    )
