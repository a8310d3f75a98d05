import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { adviceOn } from './advice.ts'
import { outcomeOfReason } from '#dhis2/outcome.ts'

const page = readFileSync(resolve(__dirname, '..', '..', 'docs', 'connector.md'), 'utf8')

it.each([...Object.keys(outcomeOfReason), 'CONFLICT', 'NOT_STORED', 'HTTP_500', 'E1064', 'E1125'])(
    'the operator’s page says of %s what the report says',
    (reason) => {
        const line = page.split('\n').find((text) => text.startsWith(`| \`${reason}\` `))
        expect(line?.replaceAll(/\s+/g, ' ')).toContain(adviceOn(reason))
    }
)

it('has advice on codes that it does not know, by their class', () => {
    expect(adviceOn('E1095')).toContain('Rights')
    expect(adviceOn('E9999')).toContain('does not accept a value')
})
