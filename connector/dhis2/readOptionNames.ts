import { z } from 'zod'
import type { Dhis2Client } from './client.ts'

const Option = z.object({
    code: z.string().optional(),
    name: z.string().optional(),
    translations: z.array(z.object({ property: z.string().optional(), value: z.string().optional() })).optional(),
})
const Answer = z.object({ optionSets: z.array(z.object({ code: z.string().optional(), options: z.array(Option).optional() })).optional() })

/** An option with the names that people know it by, in all languages of the DHIS2. */
export interface NamedOption {
    code: string
    names: readonly string[]
}

/** The options of all option sets by the set's code, with their names. */
export const readOptionNames = async (client: Dhis2Client): Promise<Map<string, readonly NamedOption[]>> => {
    const fields = 'code,options[code,name,translations[property,value]]'
    const { optionSets = [] } = await client.get('optionSets', Answer, { fields, paging: false })
    return new Map(
        optionSets.flatMap(({ code, options = [] }) => (code === undefined ? [] : [[code, options.flatMap(namedOption)] as const]))
    )
}

const namedOption = ({ code, name, translations = [] }: z.infer<typeof Option>): NamedOption | [] => {
    const translated = translations.filter(({ property }) => property === undefined || property === 'NAME')
    return code === undefined ? [] : { code, names: [name, ...translated.map(({ value }) => value)].filter((one) => one !== undefined) }
}
