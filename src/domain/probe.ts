/** What somebody typed to find a person, as it was understood. Numbers are in the form in which they are stored. */
export type Probe =
    | { kind: 'ccc' | 'hei' | 'cwc' | 'nupi' | 'client' | 'partner'; value: string }
    | { kind: 'phone'; value: string }
    | { kind: 'ending'; value: string }
    | { kind: 'name'; words: readonly string[] }
    | { kind: 'damaged' }
    | { kind: 'short' }

/** Reads a probe. Spaces, dashes and slashes inside numbers do not matter. */
export const readProbe = (typed: string): Probe => {
    const text = typed.trim()
    if (/^\d+([.,]\d+)?e\+?\d+$/i.test(text)) {
        return { kind: 'damaged' }
    }
    const compact = text.replace(/[\s/–-]+/g, '')
    if (/^\+?\d+$/.test(compact)) {
        return readDigits(text, compact.replace('+', ''))
    }
    const number = readLetteredNumber(text.toUpperCase().replace(/[\s/]+/g, '-'))
    if (number) {
        return number
    }
    const words = text.split(/\s+/).filter((word) => word.length >= 2)
    return words.length > 0 && text.length >= 3 ? { kind: 'name', words: words.slice(0, 2) } : { kind: 'short' }
}

const readDigits = (text: string, digits: string): Probe => {
    const hei = /^(\d{5})[\s/-]+(20\d{2})[\s/-]+(\d{3,6})$/.exec(text)
    if (hei) {
        return { kind: 'hei', value: `${hei[1]}-${hei[2]}-${hei[3]}` }
    }
    if (/^(254|0)?[17]\d{8}$/.test(digits)) {
        return { kind: 'phone', value: digits.slice(-9) }
    }
    if (/^[1-9]\d{9}$/.test(digits)) {
        return { kind: 'ccc', value: digits }
    }
    return digits.length >= 4 ? { kind: 'ending', value: digits } : { kind: 'short' }
}

const LETTERED: readonly [RegExp, 'cwc' | 'nupi' | 'client' | 'partner'][] = [
    [/^CWC-[\d-]+$/, 'cwc'],
    [/^MOH\d+$/, 'nupi'],
    [/^KMMP-[\d-]+$/, 'client'],
    [/^KE-[\d-]+$/, 'partner'],
]

const readLetteredNumber = (value: string): Probe | undefined => {
    const found = LETTERED.find(([shape]) => shape.test(value))
    return found && { kind: found[1], value }
}

/** One search: programme, and attribute filters that must all hold. */
export interface Search {
    program: 'KMMP_MOTHER' | 'KMMP_CHILD'
    /** attribute code, operator, value */
    filters: readonly (readonly [attribute: string, operator: 'eq' | 'sw' | 'ew', value: string])[]
}

const NUMBERS: Record<
    'ccc' | 'hei' | 'cwc' | 'nupi' | 'client' | 'partner',
    readonly [attribute: string, child: boolean, mother: boolean]
> = {
    ccc: ['KMMP_CCC_NUMBER', true, true],
    hei: ['KMMP_HEI_NUMBER', true, false],
    cwc: ['KMMP_CWC_NUMBER', true, false],
    nupi: ['KMMP_NUPI', true, true],
    client: ['KMMP_CLIENT_ID', true, true],
    partner: ['KMMP_M2M_CLIENT_ID', true, true],
}

/** The searches that a probe asks for, six at most. Names are tried in both orders, since they are often swapped. */
export const searchesOf = (probe: Probe): Search[] => {
    switch (probe.kind) {
        case 'damaged':
        case 'short':
            return []
        case 'phone':
            return [{ program: 'KMMP_MOTHER', filters: [['KMMP_PHONE_NUMBER', 'ew', probe.value]] }]
        case 'ending':
            return ['KMMP_CLIENT_ID', 'KMMP_M2M_CLIENT_ID', 'KMMP_CCC_NUMBER'].map((attribute) => ({
                program: 'KMMP_MOTHER',
                filters: [[attribute, 'ew', probe.value]],
            }))
        case 'name':
            return nameSearches(probe.words)
        default: {
            const [attribute, child, mother] = NUMBERS[probe.kind]
            const filters = [[attribute, 'eq', probe.value] as const]
            return [
                ...(mother ? [{ program: 'KMMP_MOTHER' as const, filters }] : []),
                ...(child ? [{ program: 'KMMP_CHILD' as const, filters }] : []),
            ]
        }
    }
}

const nameSearches = ([first = '', second]: readonly string[]): Search[] => {
    const names =
        second === undefined
            ? [[first]]
            : [
                  [first, second],
                  [second, first],
              ]
    return names.flatMap(([given = '', family]): Search[] =>
        family === undefined
            ? ['KMMP_GIVEN_NAME', 'KMMP_FAMILY_NAME', 'KMMP_PREFERRED_NAME'].map((attribute) => ({
                  program: 'KMMP_MOTHER',
                  filters: [[attribute, 'sw', given]],
              }))
            : [
                  {
                      program: 'KMMP_MOTHER',
                      filters: [
                          ['KMMP_GIVEN_NAME', 'sw', given.slice(0, 3)],
                          ['KMMP_FAMILY_NAME', 'sw', family.slice(0, 3)],
                      ],
                  },
              ]
    )
}
