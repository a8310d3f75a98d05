import { mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connectorSetup, sampleFolder, type ConnectorSetup } from '../connectorSetup.ts'
import { kmmp, startSandboxProcess, type RunningSandbox } from '../kmmp.ts'
import { trackerState } from '../trackerState.ts'

/** Somebody puts last month's export where the newest one belongs. */

let sandbox: RunningSandbox
let setup: ConnectorSetup
let folder: string
beforeAll(async () => {
    sandbox = await startSandboxProcess()
    const home = connectorSetup()
    folder = join(home.folder, 'export')
    mkdirSync(folder)
    setup = connectorSetup(folder, home.folder)
})
afterAll(async () => {
    setup.remove()
    await sandbox.stop()
})

const run = (...args: string[]) => kmmp([...args, '--config', setup.config], { env: setup.env(sandbox.url) })
const villages = async () =>
    (await trackerState(sandbox.url, 'trackedEntity,attributes[code,value]'))
        .join()
        .match(/Zinlo|Newtown/g)
        ?.slice(0, 1)

/** The first client of the sample, who moved to another village since. */
const putExport = (day: string, village: string) => {
    const [header = '', row = ''] = readFileSync(join(sampleFolder, 'clients.csv'), 'utf8').split('\n')
    writeFileSync(join(folder, 'clients.csv'), `${header}\n${row.replace('Zinlo', village)}\n`)
    writeFileSync(
        join(folder, 'manifest.json'),
        JSON.stringify({ exported_on: day, full_export: false, files: { 'clients.csv': { rows: 1 } } })
    )
}

it('is refused before anything is sent, with what to do; so is its plan, and kmmp check says it', async () => {
    putExport('2026-11-14', 'Newtown')
    expect(await run('sync')).toMatchObject({ code: 0 })
    putExport('2026-10-31', 'Zinlo')
    for (const command of ['sync', 'plan']) {
        const { code, stderr } = await run(command)
        expect(code).toBe(11)
        expect(stderr).toContain('The export of m2m is older than the one that was delivered last.')
        expect(stderr).toContain('clients.csv is of 2026-10-31, by its manifest; the one delivered last is of 2026-11-14.')
        expect(stderr).toContain('--older-export')
    }
    expect((await run('check')).stdout).toContain('older than the one that was delivered last')
    expect(await villages()).toEqual(['Newtown'])
})

it('goes through when the operator says that it is meant, and is the newest from then on', async () => {
    const { code, stdout } = await run('sync', '--older-export')
    expect({ code, stdout }).toMatchObject({ code: 0 })
    expect(await villages()).toEqual(['Zinlo'])
    expect((await run('sync')).stdout).toContain('Nothing changed in DHIS2.')
    putExport('2026-11-14', 'Newtown')
    expect(await run('sync')).toMatchObject({ code: 0 })
    expect(await villages()).toEqual(['Newtown'])
})

it('a second export of the same day goes through, and one of which the operator says the day', async () => {
    putExport('2026-11-14', 'Zinlo')
    expect(await run('sync')).toMatchObject({ code: 0 })
    putExport('2026-10-31', 'Newtown')
    expect(await run('sync', '--as-of', '2026-11-15')).toMatchObject({ code: 0 })
    expect(await villages()).toEqual(['Newtown'])
    expect((await run('sync')).stdout).toContain('Nothing changed in DHIS2.')
})

it('without a manifest a file is known by the day in its name, and not by the time at which it was written', async () => {
    putExport('2026-11-16', 'Zinlo')
    expect(await run('sync')).toMatchObject({ code: 0 })
    rmSync(join(folder, 'manifest.json'))
    const lastMonth = new Date('2026-10-31T12:00:00Z')
    utimesSync(join(folder, 'clients.csv'), lastMonth, lastMonth)
    expect((await run('sync')).stdout).toContain('Nothing changed in DHIS2.')
    renameSync(join(folder, 'clients.csv'), join(folder, 'clients_2026-10-31.csv'))
    const { code, stderr } = await run('sync')
    expect(code).toBe(11)
    expect(stderr).toContain('clients.csv is of 2026-10-31, by its name')
})
