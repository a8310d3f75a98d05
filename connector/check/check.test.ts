import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../config/readConfig.ts'
import { Failure } from '../failure.ts'
import { loaded, METADATA } from '../mapping/trying.ts'
import { checkMappings } from '../run/checkMappings.ts'
import { check, offeredNowhere } from './check.ts'

describe('a configuration for metadata alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kmmp-check-'))
    afterAll(() => rmSync(folder, { recursive: true }))

    it.each([
        ['kmmp check', check],
        ['kmmp mapping check', checkMappings],
    ])('is not called fit for a run by %s', async (_, command) => {
        const file = join(folder, 'kmmp.yaml')
        writeFileSync(file, 'targets: { tracker: { url: http://127.0.0.1:1, user: u, password: "${SECRET}" } }\nsources: {}\n')
        const config = readConfig(file, { environment: { SECRET: 's' }, packageRoot: folder })
        const said: string[] = []
        const outcome = command(config, { secret: undefined }, { say: (line: string) => said.push(line) } as never)
        await expect(outcome).rejects.toThrow(Failure)
        await expect(outcome).rejects.toThrow('The configuration names no source.')
        expect(said).toEqual([])
    })
})

test('a program that no facility offers is told before DHIS2 refuses every row', async () => {
    const sources = [{ mapping: await loaded() }]
    expect(offeredNowhere(sources, METADATA)).toEqual([expect.stringMatching(/^facilities that offer TRY_CARE\. .*kmmp metadata assign/)])
    const care = METADATA.programs.get('TRY_CARE')
    const offered = new Map(care && [['TRY_CARE', { ...care, orgUnits: new Set(['ouNorth']) }]])
    expect(offeredNowhere(sources, { programs: offered })).toEqual([])
})
