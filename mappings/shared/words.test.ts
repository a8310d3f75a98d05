import { join } from 'node:path'
import { loadMapping } from '../../connector/mapping/loadMapping.ts'

test('who says yes or no is understood wherever it is an answer', async () => {
    const { words } = await loadMapping(join(__dirname, '../m2m-csv'))
    const said = [...(words.lists.get('yes-no') ?? [])]
    const meaning: Readonly<Record<string, readonly string[]>> = {
        alive: ['true', 'false'],
        answer: ['YES', 'NO'],
        contacted: ['CONTACTED', 'NO_CONTACT'],
    }
    const otherwise = Object.entries(meaning).flatMap(([list, [yes, no]]) =>
        said.filter(([word, value]) => words.lists.get(list)?.get(word) !== (value === 'true' ? yes : value === 'false' ? no : ''))
    )
    expect(otherwise).toEqual([])
})
