import { cpSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connectorSetup, sampleFolder, type ConnectorSetup } from '../connectorSetup.ts'
import { kmmp, startSandboxProcess, type RunningSandbox } from '../kmmp.ts'

/** Finished with rows left, stopped by a safety limit. */
const [ROWS_LEFT, LIMIT] = [10, 11]

let sandbox: RunningSandbox
let setup: ConnectorSetup
let exported: string
beforeAll(async () => {
    sandbox = await startSandboxProcess()
    const folder = connectorSetup()
    exported = join(folder.folder, 'export')
    cpSync(sampleFolder, exported, { recursive: true })
    setup = connectorSetup(exported, folder.folder)
})
afterAll(async () => {
    setup.remove()
    await sandbox.stop()
})

const run = (...args: string[]) => kmmp([...args, '--config', setup.config], { env: setup.env(sandbox.url) })
/** Makes DHIS2 refuse to take anything: a command that gets through has sent nothing. */
const takesNothing = async (work: () => Promise<void>) => {
    const faults = (rules: unknown[]) =>
        fetch(`${sandbox.url}/sandbox/faults`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ faults: rules }),
        })
    await faults([{ kind: 'unavailable', method: 'POST', path: '/api/tracker' }])
    await work()
    await faults([])
}
const file = (name: string) => join(setup.folder, name)
const written = (report: string) => /(Written|Would be written) to DHIS2\n([\s\S]*?)\n\n/.exec(report)?.[2]
const objects = (name: string) =>
    readFileSync(file(name), 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('{"object"'))
        .map(
            (line) =>
                JSON.parse(line) as { object: string; kind: string; do: string; changes: { field: string; from?: string; to?: string }[] }
        )

const changeVillage = (from: number, to: number, village: string) => changeColumn('village', from, to, village)

const changeColumn = (column: string, from: number, to: number, value: string) => {
    const lines = readFileSync(join(exported, 'clients.csv'), 'utf8').split('\n')
    const place = lines[0]?.split(',').indexOf(column) ?? -1
    const changed = lines.map((line, row) =>
        row >= from && row < to && !line.includes('"') ? line.split(',').with(place, value).join(',') : line
    )
    writeFileSync(join(exported, 'clients.csv'), changed.join('\n'))
}

it('a plan changes nothing, and apply does exactly what it says', async () => {
    let planned = ''
    await takesNothing(async () => {
        const { code, stdout } = await run('plan', '--out', file('first.plan'))
        expect(code).toBe(ROWS_LEFT)
        planned = stdout
    })
    expect(statSync(file('first.plan')).mode & 0o077).toBe(0)
    const applied = await run('apply', file('first.plan'))
    expect(applied.code).toBe(ROWS_LEFT)
    expect(written(applied.stdout)).toBe(written(planned))
    expect(await run('plan', '--out', file('empty.plan'))).toMatchObject({
        stdout: expect.stringContaining('Nothing would change in DHIS2'),
    })
    expect(objects('empty.plan')).toEqual([])
})

it('is for the ledger and the DHIS2 with which it was made', async () => {
    const other = connectorSetup(exported)
    const { code, stdout, stderr } = await kmmp(['apply', file('first.plan'), '--config', other.config], { env: other.env(sandbox.url) })
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('The plan was made with another ledger, or for another DHIS2.')
    expect(existsSync(join(other.folder, 'kmmp.db'))).toBe(false)
    other.remove()
})

it('is none once a line of it cannot be read', async () => {
    writeFileSync(file('edited.plan'), readFileSync(file('first.plan'), 'utf8').replace('"do":"create"', '"do":"change"'))
    expect(await run('apply', file('edited.plan'))).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('This is no plan of this kmmp'),
    })
})

it('tells which fields change, and from what to what only when asked', async () => {
    changeVillage(20, 24, 'Mabatini')
    await run('plan', '--out', file('village.plan'))
    const changed = objects('village.plan')
    expect(changed.length).toBeGreaterThan(0)
    changed.forEach((object) => expect(object).toMatchObject({ kind: 'trackedEntity', do: 'update', changes: [{ field: 'KMMP_VILLAGE' }] }))
    expect(readFileSync(file('village.plan'), 'utf8')).not.toContain('Mabatini')
    await run('plan', '--values', '--out', file('values.plan'))
    objects('values.plan').forEach(({ changes }) =>
        expect(changes).toEqual([{ field: 'KMMP_VILLAGE', from: expect.any(String), to: 'Mabatini' }])
    )
})

it('is not carried out once it no longer holds: nothing is sent that does not stand in it', async () => {
    changeVillage(20, 24, 'Village 4B')
    await takesNothing(async () => {
        const applied = await run('apply', file('village.plan'))
        expect(applied.code).toBe(LIMIT)
        expect(applied.stdout).toMatch(/The plan no longer holds[\s\S]*clients.csv row \d+/)
    })
    expect(await run('sync')).toMatchObject({ code: ROWS_LEFT })
})

it('is refused when it is cut off or not there', async () => {
    const whole = readFileSync(file('village.plan'), 'utf8')
    writeFileSync(file('cut.plan'), whole.slice(0, whole.length / 2))
    expect(await run('apply', file('cut.plan'))).toMatchObject({ code: 2, stderr: expect.stringContaining('cut off') })
    expect(await run('apply', file('no.plan'))).toMatchObject({ code: 2, stderr: expect.stringContaining('no such plan') })
})

it('a client who goes to another facility is a transfer of its own, and done once', async () => {
    changeColumn('facility_mfl', 10, 13, '13077')
    const { stdout } = await run('plan', '--values', '--out', file('moved.plan'))
    const transfers = objects('moved.plan').filter((object) => object.do === 'transfer')
    expect(transfers.length).toBeGreaterThan(0)
    transfers.forEach(({ changes: [owner] }) => expect(owner).toMatchObject({ field: expect.stringMatching(/^KMMP_(MOTHER|CHILD)$/) }))
    expect(stdout).toMatch(new RegExp(`given to another facility +- +${transfers.length}\n`))
    const applied = await run('apply', file('moved.plan'))
    expect(written(applied.stdout)).toBe(written(stdout))
    await run('plan', '--out', file('moved.plan'))
    expect(objects('moved.plan')).toEqual([])
})

it('DHIS2 judges a plan without taking anything', async () => {
    changeVillage(30, 33, 'Mabatini')
    changeVillage(33, 36, 'x'.repeat(60_000))
    await run('plan', '--out', file('unjudged.plan'))
    const { stdout } = await run('plan', '--server-dry-run', '--out', file('judged.plan'))
    expect(stdout).toMatch(/Refused[\s\S]*E10/)
    await run('plan', '--out', file('after.plan'))
    expect(objects('after.plan')).toEqual(objects('unjudged.plan'))
    changeVillage(33, 36, 'Mabatini')
})

it('stops a run that would change too much, and lets a reviewed plan do it', async () => {
    writeFileSync(setup.config, `${readFileSync(setup.config, 'utf8')}limits: { updates: 0.1 }\n`)
    changeVillage(1, 300, 'Elsewhere')
    const stopped = await run('sync')
    expect(stopped.code).toBe(LIMIT)
    expect(stopped.stdout).toContain('more than 0.1 %')
    await run('plan', '--out', file('many.plan'))
    expect(objects('many.plan').length).toBeGreaterThan(200)
    expect(await run('apply', file('many.plan'))).toMatchObject({ code: ROWS_LEFT })
    expect(await run('sync')).toMatchObject({ code: ROWS_LEFT, stdout: expect.stringContaining('Nothing changed in DHIS2') })
})
