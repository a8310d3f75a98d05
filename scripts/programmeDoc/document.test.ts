import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { programmeDocument } from './document.ts'

const committed = () => readFileSync(join(__dirname, '..', '..', 'docs', 'programme.md'), 'utf8')

test('docs/programme.md says what the tables say: run npm run docs after a change', () => {
    const [said, written] = [programmeDocument().split('\n'), committed().split('\n')]
    const place = said.findIndex((line, index) => line !== written[index])
    expect({ line: place + 1, text: written[place] }).toEqual({ line: place + 1, text: said[place] })
    expect(written).toHaveLength(said.length)
})

test('an officer finds stages, private questions, the schedule, figures and what is unverified', () => {
    const text = programmeDocument()
    expect(text).toContain('#### Psychosocial support (KMMP_M_PSS)')
    expect(text).toContain('private: violence')
    expect(text).toContain('| ANC_CONTACT 1 | mother | KMMP_M_ANC | lmp | 84 | 70 to 98 |')
    expect(text).toContain('KMMP_IND_HEI_PCR68_N / KMMP_IND_HEI_PCR68_D')
    expect(text).toContain('| KMMP_DS_HV02 |')
    expect(text).toMatch(/warns at \w+: “/)
    expect(text).toContain('**Unverified')
    expect(text).not.toContain('undefined')
})
