import { appendFileSync, cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { connectorSetup, sampleFolder, type ConnectorSetup } from '../connectorSetup.ts'
import { type Delivered, startDelivered } from '../delivered.ts'
import { kmmp, type RunningSandbox } from '../kmmp.ts'

/** An operator's week: a first run, questions about rows, a correction given back, and a comparison at the end. */

let delivered: Delivered
let sandbox: RunningSandbox
let setup: ConnectorSetup
beforeAll(async () => {
    delivered = await startDelivered()
    ;({ sandbox, setup } = delivered)
})
afterAll(() => delivered.end())

const run = (...args: string[]) => kmmp([...args, '--config', setup.config], { env: setup.env(sandbox.url) })
/** the answer to machines, by the name of its event */
const ask = async (...args: string[]): Promise<Record<string, unknown>> => {
    const { stdout } = await run(...args, '--json')
    return JSON.parse(
        stdout
            .split('\n')
            .filter((line) => line !== '')
            .at(-1) ?? ''
    ) as Record<string, unknown>
}

it('status tells the run, what waits and why', async () => {
    const { code, stdout } = await run('status')
    expect(code).toBe(0)
    expect(stdout).toMatch(/1 +m2m +[0-9a-f]{12} .* 10 /)
    expect(stdout).toMatch(/FACILITY_UNKNOWN +clients\.csv +DHIS2 knows no facility of that code or name/)
})

it('explains any row of the export: one delivered, one refused, by place, record id, number of the person or UID', async () => {
    const header = readFileSync(join(sampleFolder, 'clients.csv'), 'utf8').split('\n')[0]?.split(',') ?? []
    expect(header).toContain('source_record_id')
    const byPlace = await run('explain', 'clients.csv:10')
    expect(byPlace.stdout).toMatch(/clients.csv row 10 of m2m: delivered in run 1/)
    expect(byPlace.stdout).toMatch(/event \w{11} KMMP_M_ENROL COMPLETED/)
    expect(byPlace.stdout).toContain('now: as delivered')
    const uid = /tracked entity (\w{11})/.exec(byPlace.stdout)?.[1] ?? ''
    expect((await run('explain', uid)).stdout).toBe(byPlace.stdout)
    expect((await run('explain', 'ke-13077-00010')).stdout).toBe(byPlace.stdout)
    const refused = await run('explain', 'C000004')
    expect(refused.stdout).toMatch(/clients.csv row 4 of m2m: refused in run 1\n +why +DATE_IMPLAUSIBLE, dob/)
    expect(await run('explain', 'NOBODY-1')).toMatchObject({ code: 2, stderr: expect.stringContaining('knows no such row') })
})

it('says so when DHIS2 cannot be asked', async () => {
    const { code, stdout } = await kmmp(['explain', 'C000004', '--config', setup.config], { env: setup.env('http://127.0.0.1:9') })
    expect(code).toBe(0)
    expect(stdout).toContain('DHIS2 could not be asked')
    expect(stdout).toContain('DATE_IMPLAUSIBLE')
})

describe('check', () => {
    const as = (user: string, password: string) =>
        kmmp(['check', '--config', setup.config], { env: { ...setup.env(sandbox.url), KMMP_USER: user, KMMP_PASSWORD: password } })

    it('finds nothing amiss with the connector’s own account', async () => {
        const { code, stdout } = await as('connector', 'Demo-1234')
        expect(code).toBe(0)
        expect(stdout).toContain('ok     rights of the account')
        expect(stdout).not.toMatch(/^(lacks|note {3}More)/m)
    })

    it('says what an account lacks, and of what it has too much', async () => {
        const nurse = await as('nurse', 'Demo-1234')
        expect(nurse.code).toBe(2)
        expect(nurse.stdout).toContain('lacks  the authority F_DATAVALUE_ADD (user role)')
        expect((await as('admin', 'district')).stdout).toContain('note   More than the connector needs: the account is a superuser (ALL).')
    })

    it('says which columns came or went since the last run, as sync would, and which file is missing', async () => {
        const changed = join(setup.folder, 'changed')
        cpSync(sampleFolder, changed, { recursive: true })
        rmSync(join(changed, 'tests.csv'))
        const visits = readFileSync(join(changed, 'visits.csv'), 'utf8')
        writeFileSync(
            join(changed, 'visits.csv'),
            visits.replace(/^[^\n]*/, (header) => `${header.trimEnd()}${header.includes(';') ? ';' : ','}shoe_size`)
        )
        const other = connectorSetup(changed, setup.folder)
        const checked = () => kmmp(['check', '--config', other.config], { env: other.env(sandbox.url) })
        const { code, stdout } = await checked()
        expect((await checked()).stdout).toBe(stdout)
        other.remove()
        expect(code).toBe(12)
        expect(stdout).toMatch(/note {3}The export of m2m has changed since the last run:\n {2}visits\.csv: now has "shoe_size"\./)
        expect(stdout).toMatch(/lacks {2}tests\.csv is not in/)
    })
})

describe('with the ledger alone, without the password of any DHIS2', () => {
    const alone = (...args: string[]) => kmmp([...args, '--config', setup.config])

    it.each([
        [['status'], 'Last runs'],
        [['rejects'], 'parked'],
        [['rejects', '--csv', 'rejects-alone'], 'rows in'],
        [['reviews'], 'Answer with'],
        [['xref', '--csv', 'xref-alone.csv'], 'lines in'],
        [['explain', 'C000004'], 'DHIS2 could not be asked how it is now: The environment variable KMMP_URL is not set.'],
        [['audit', 'verify'], 'The audit trail is whole'],
        [['ledger', 'backup', 'alone.db'], 'Copied to'],
    ])('kmmp %p answers', async (args, said) => {
        const own = args.map((arg) => (/^(rejects-alone|xref-alone.csv|alone.db)$/.test(arg) ? join(setup.folder, arg) : arg))
        const { code, stdout, stderr } = await alone(...own)
        expect([code, stderr]).toEqual([0, ''])
        expect(stdout).toContain(said)
    })

    it('kmmp sync says what it lacks', async () => {
        expect(await alone('sync')).toMatchObject({ code: 2, stderr: expect.stringContaining('KMMP_URL is not set') })
    })
})

it('takes a corrected row back, and keeps it though the partner goes on sending the wrong one', async () => {
    const folder = join(setup.folder, 'rejects')
    await run('rejects', '--csv', folder, '--file', 'clients.csv', '--reason', 'FACILITY_UNKNOWN')
    expect(readdirSync(folder)).toEqual(['clients.csv'])
    const [header = '', ...lines] = readFileSync(join(folder, 'clients.csv'), 'utf8').trim().split('\r\n')
    expect(header).toContain('CCC No')
    expect(header).toMatch(/kmmp_state,kmmp_reason,kmmp_column,kmmp_advice$/)
    const place = header.replace('\uFEFF', '').split(',').indexOf('facility_mfl')
    const corrected = lines.map((line) => line.split(',').with(place, '13077').join(','))
    writeFileSync(join(folder, 'clients.csv'), [header, ...corrected, ''].join('\r\n'))
    const before = await ask('status')
    const given = await run('sync', '--corrections', folder)
    expect(given.stdout).toMatch(new RegExp(`clients.csv +${lines.length} +${lines.length} `))
    await run('sync')
    const waiting = (status: Record<string, unknown>) =>
        (status.waiting as { reason: string; file: string }[]).filter(
            ({ reason, file }) => reason === 'FACILITY_UNKNOWN' && file === 'clients.csv'
        )
    expect(waiting(before)).toHaveLength(1)
    expect(waiting(await ask('status'))).toHaveLength(0)
})

it('names the column in which a row is wrong as the partner does', async () => {
    const folder = join(setup.folder, 'in-their-words')
    await run('rejects', '--csv', folder, '--file', 'tests.csv', '--reason', 'DATE_AMBIGUOUS')
    const [header = '', ...lines] = readFileSync(join(folder, 'tests.csv'), 'utf8').replace('\uFEFF', '').trim().split('\r\n')
    const place = header.split(',').indexOf('kmmp_column')
    expect(lines.map((line) => line.split(',')[place])).toEqual(lines.map(() => 'Sample Date'))
    expect(lines.length).toBeGreaterThan(0)
})

describe('rows that wait are found by', () => {
    // keeps the metadata of DHIS2 beside the ledger
    beforeAll(() => run('check'))
    const waiting = async (...filter: string[]) => (await ask('rejects', ...filter)).rows as { file: string; row: number; run: number }[]

    it('the facility that stands in them', async () => {
        const folder = join(setup.folder, 'one-facility')
        await run('rejects', '--csv', folder, '--file', 'visits.csv')
        const [header = '', ...lines] = readFileSync(join(folder, 'visits.csv'), 'utf8').replace('\uFEFF', '').split('\r\n')
        const place = header.split(',').indexOf('facility_mfl')
        const facility = lines.map((line) => line.split(',')[place] ?? '').find((code) => code !== '') ?? ''
        const there = await waiting('--org-unit', ` ${facility.toLowerCase()}`, '--file', 'visits.csv')
        expect(there.length).toBeGreaterThan(0)
        expect(there.length).toBeLessThan((await waiting('--file', 'visits.csv')).length)
    })

    it('the run and the day that worked on them last', async () => {
        const all = await waiting()
        const [{ run: newest = 0 } = {}] = all.toSorted((one, other) => other.run - one.run)
        expect(await waiting('--run', String(newest))).toEqual(all.filter((row) => row.run === newest))
        expect(await waiting('--since', '2024-01-01')).toEqual(all)
        expect(await waiting('--since', '2999-01-01')).toEqual([])
    })

    it('a mapping that was changed since', async () => {
        expect(await waiting('--earlier-mapping')).toEqual([])
        const all = await waiting()
        cpSync(join(__dirname, '..', '..', 'mappings'), join(setup.folder, 'mappings'), { recursive: true })
        appendFileSync(join(setup.folder, 'mappings', 'm2m-csv', 'mapping.yaml'), '# another word\n')
        expect(await waiting('--earlier-mapping')).toEqual(all)
        rmSync(join(setup.folder, 'mappings'), { recursive: true })
    })

    it.each([
        ['--source', 'nobody', 'There is no source "nobody".'],
        ['--file', 'visit.csv', 'There are: appointments.csv, clients.csv, '],
        ['--reason', 'facility_unknown', 'There are: CONSENT_MISSING, '],
        ['--run', '999', 'There is no run 999.'],
        ['--org-unit', 'nowhere', 'No row names a facility or county "nowhere", nor does DHIS2.'],
    ])('nobody, when %s %s is not known; that is said, for an empty list would look like good news', async (option, name, said) => {
        expect(await run('rejects', option, name)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(said) })
    })

    it('nobody, where what is named is known and nothing of it waits', async () => {
        expect(await waiting('--reason', 'E1064')).toEqual([])
        expect(await waiting('--org-unit', 'kiambu', '--reason', 'E1064')).toEqual([])
    })
})

it('retries what was asked for from the ledger, also when the export is gone', async () => {
    const empty = connectorSetup(join(setup.folder, 'no-export'), setup.folder)
    const { code, stdout } = await kmmp(['retry', '--file', 'visits.csv', '--reason', 'FACILITY_UNKNOWN', '--config', empty.config], {
        env: empty.env(sandbox.url),
    })
    empty.remove()
    expect(code).toBe(10)
    expect(stdout).toMatch(/visits.csv +2 .*2 +-$/m)
})

it('reconciles export, ledger and DHIS2', async () => {
    const { files, objects } = (await ask('reconcile', '--records')) as unknown as {
        files: Record<string, number | string>[]
        objects: Record<string, number | string>[]
    }
    for (const { rows, asDelivered, changed, waiting, leftOut, unknown, absent } of files as Record<string, number>[]) {
        expect([changed, unknown, absent]).toEqual([0, 0, 0])
        expect(rows).toBe((asDelivered ?? 0) + (waiting ?? 0) + (leftOut ?? 0))
    }
    for (const { objects: all, asDelivered, deleted, missing } of objects) {
        expect([asDelivered, deleted, missing]).toEqual([all, 0, 0])
    }
})

it('sees rows that are gone from the export, and what was deleted in DHIS2', async () => {
    const shorter = join(setup.folder, 'shorter')
    cpSync(sampleFolder, shorter, { recursive: true })
    const visits = readFileSync(join(shorter, 'visits.csv'), 'utf8').split('\n')
    writeFileSync(join(shorter, 'visits.csv'), [visits[0], ...visits.slice(6)].join('\n'))
    writeFileSync(join(shorter, 'manifest.json'), JSON.stringify({ exported_on: '2026-10-31' }))
    const other = connectorSetup(shorter, setup.folder)
    const uid = /event (\w{11})/.exec((await run('explain', 'clients.csv:10')).stdout)?.[1] ?? ''
    const deleted = await fetch(`${sandbox.url}/api/tracker?async=false&importStrategy=DELETE`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', Authorization: `Basic ${Buffer.from('admin:district').toString('base64')}` },
        body: JSON.stringify({ events: [{ event: uid }] }),
    })
    expect(deleted.ok).toBe(true)
    const { code, stdout } = await kmmp(['reconcile', '--records', '--config', other.config], { env: other.env(sandbox.url) })
    other.remove()
    expect(code).toBe(10)
    expect(stdout).toMatch(/visits.csv( +\d+){6} +5$/m)
    expect(stdout).toContain(`event ${uid} deleted`)
})

it('writes the partner’s numbers beside the UIDs', async () => {
    const list = join(setup.folder, 'xref.csv')
    expect(await run('xref', '--csv', list)).toMatchObject({ code: 0 })
    const lines = readFileSync(list, 'utf8').trim().split('\r\n')
    expect(lines[0]).toBe('kind,partner_key,standing,tracked_entity,enrollment')
    expect(lines.slice(1).filter((line) => /^client,KE-\d+-\d+,loaded,\w{11},\w{11}$/.test(line)).length).toBeGreaterThan(200)
})

it('says to machines what docs/connector.md says that it does', async () => {
    const docs = readFileSync(join(__dirname, '../../docs/connector.md'), 'utf8')
    const named = new Map(
        [...docs.matchAll(/^\| `(\w+)` \| .* \| (.*) \|$/gm)].map(([, event = '', fields = '']) => [
            event,
            [...fields.replace(/;.*| \(.*\)/, '').matchAll(/`(\w+)`/g)].map(([, name]) => name),
        ])
    )
    const list = join(setup.folder, 'xref-for-machines.csv')
    const folder = join(setup.folder, 'rejects-for-machines')
    const commands = [
        ['status'],
        ['rejects'],
        ['rejects', '--csv', folder],
        ['reviews'],
        ['reviews', '--all', 'leave'],
        ['explain', 'C000004'],
    ]
    for (const args of [...commands, ['xref', '--csv', list], ['audit', 'show'], ['audit', 'verify'], ['check'], ['sync']]) {
        const line = await ask(...args)
        const fields = Object.keys(line).filter((name) => !['event', 'time', 'level'].includes(name))
        expect([line.event, fields]).toEqual([line.event, named.get(String(line.event))])
    }
})

it('proves that the audit trail is whole, and copies the ledger', async () => {
    const { head, entries } = (await ask('audit', 'verify')) as { head: string; entries: number }
    expect(entries).toBeGreaterThanOrEqual(8)
    await run('ledger', 'backup', join(setup.folder, 'copy.db'))
    expect((await run('audit', 'show', '--last', '1')).stdout).toMatch(new RegExp(`${userInfo().username} +backup`))
    expect(await run('audit', 'verify', '--head', head)).toMatchObject({ code: 0 })
    expect(await run('audit', 'verify', '--head', 'somebody-else')).toMatchObject({ code: 1 })
})
