import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../../connector/config/readConfig.ts'
import type { Console } from '../../connector/console.ts'
import { assignMetadata } from '../../connector/metadataPackage/assign.ts'
import { diffMetadata, installMetadata } from '../../connector/metadataPackage/install.ts'
import { start, type Running } from '../../sandbox/testing/start.ts'
import { DIALECTS } from '#dhis2/version.ts'
import { buildMetadata } from '#programme/metadata/build.ts'
import { metadataUid } from '#programme/metadata/uid.ts'

const DONE = 0
const DIFFERS = 10

/** A console that keeps what was said. */
const listener = () => {
    const said: string[] = []
    const out: Console = {
        show: () => undefined,
        say: (text) => said.push(text),
        report: () => undefined,
        figures: () => undefined,
        fail: () => 1,
        progress: () => ({ add: () => undefined, stop: () => undefined }),
    }
    return { out, said }
}

const configFor = (url: string, standIns: Config['standIns'] = {}, identifiers: Config['identifiers'] = []): Config => {
    const target = { url, user: 'admin', password: 'district' }
    return {
        file: 'kmmp.yaml',
        targets: { tracker: target, aggregate: target },
        ledger: ':memory:',
        limits: { updates: 20, voids: 2 },
        sources: new Map(),
        standIns,
        identifiers,
        moh731: {},
    }
}

const install = async (server: Running, standIns: Config['standIns'] = {}, options = {}) => {
    const { out, said } = listener()
    return { code: await installMetadata(configFor(server.url, standIns), options, out), said }
}

const diff = async (server: Running) => {
    const { out, said } = listener()
    return { code: await diffMetadata(configFor(server.url), {}, out), said }
}

const admin = async (server: Running, method: string, path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const answer = await server.ask('admin', method, path, body)
    expect(answer.status).toBeLessThan(300)
    return answer.body as Record<string, unknown>
}

let server: Running
afterEach(() => server.close())

test.each(DIALECTS)(
    'an empty DHIS2 %s takes the package without an error or a warning, and a second install changes nothing',
    async (dialect) => {
        server = await start({ empty: true, dialect })
        const first = await install(server)
        expect(first.said.at(-1)).toBe('Read back: the server holds the package.')
        expect(first.code).toBe(DONE)
        const again = await install(server)
        expect(again).toEqual({ code: DONE, said: ['The server holds the package already; nothing was changed.'] })
        expect(await diff(server)).toEqual({ code: DONE, said: ['The server holds the package.'] })
    }
)

test('a number of clients that is off by default is installed where the configuration names it', async () => {
    server = await start({ empty: true })
    const { out, said } = listener()
    expect(await installMetadata(configFor(server.url, {}, ['KMMP_NATIONAL_ID']), {}, out)).toBe(DONE)
    expect(said.at(-1)).toBe('Read back: the server holds the package.')
    const id = metadataUid('trackedEntityAttribute', 'KMMP_NATIONAL_ID')
    for (const path of [
        'programs?filter=code:eq:KMMP_MOTHER',
        'programs?filter=code:eq:KMMP_CHILD',
        'trackedEntityTypes?filter=code:eq:KMMP_PERSON',
    ]) {
        expect(JSON.stringify(await admin(server, 'GET', `/api/${path}&fields=:owner`))).toContain(id)
    }
    expect(await admin(server, 'GET', '/api/trackedEntityAttributes?filter=code:eq:KMMP_CPIMS_NUMBER&fields=code')).toMatchObject({
        trackedEntityAttributes: [],
    })
})

test('a dry run changes nothing', async () => {
    server = await start({ empty: true })
    const dry = await install(server, {}, { dryRun: true })
    expect(dry.code).toBe(DONE)
    expect(dry.said.at(-1)).toMatch(/^Dry run: \d+ would be made, 0 changed\.$/)
    const { programs } = await admin(server, 'GET', '/api/programs?fields=code')
    expect(programs).toEqual([])
})

describe('with the package installed', () => {
    beforeEach(async () => {
        server = await start({ empty: true })
        expect((await install(server)).code).toBe(DONE)
    })

    const option = metadataUid('option', 'KMMP_OS_SEX.FEMALE')
    const rename = () =>
        server
            .ask('admin', 'GET', `/api/options/${option}?fields=:owner`)
            .then(({ body }) => admin(server, 'POST', '/api/metadata', { options: [{ ...(body as object), name: 'Lady' }] }))

    test('renaming one option shows as exactly one difference, which an install mends', async () => {
        await rename()
        expect(await diff(server)).toEqual({
            code: DIFFERS,
            said: ['changed  options "Female" (FEMALE): name is "Lady", the package says "Female"', '1 object differs.'],
        })
        const mended = await install(server)
        expect(mended.said).toContain('Dry run: 0 would be made, 1 changed.')
        expect((await diff(server)).code).toBe(DONE)
    })

    test('members of groups, facilities of programmes and translations of others stay', async () => {
        const group = metadataUid('userGroup', 'KMMP_FACILITY')
        const program = metadataUid('program', 'KMMP_MOTHER')
        const unit = { id: 'KmmpTestOu1', name: 'Test facility', shortName: 'Test facility', openingDate: '2020-01-01' }
        await admin(server, 'POST', '/api/metadata', { organisationUnits: [unit] })
        const me = await admin(server, 'GET', '/api/me?fields=id')
        const storedGroup = await admin(server, 'GET', `/api/userGroups/${group}?fields=:owner`)
        await admin(server, 'POST', '/api/metadata', { userGroups: [{ ...storedGroup, name: 'Changed', users: [{ id: me.id }] }] })
        const stored = await admin(server, 'GET', `/api/programs/${program}?fields=:owner`)
        const french = { locale: 'fr', property: 'NAME', value: 'Mère' }
        const changed = {
            ...stored,
            description: 'Changed',
            organisationUnits: [{ id: unit.id }],
            translations: [...(stored.translations as object[]), french],
        }
        await admin(server, 'POST', '/api/metadata', { programs: [changed] })

        expect((await install(server)).code).toBe(DONE)

        expect(await admin(server, 'GET', `/api/userGroups/${group}?fields=name,users[id]`)).toEqual({
            name: 'KMMP Facility staff',
            users: [{ id: me.id }],
        })
        const after = await admin(server, 'GET', `/api/programs/${program}?fields=description,organisationUnits[id],translations`)
        expect(after).toMatchObject({
            description: 'Mentor Mother follow-up of one pregnancy and breastfeeding episode',
            organisationUnits: [{ id: unit.id }],
        })
        expect(after.translations).toContainEqual(french)
    })

    describe('assigning facilities', () => {
        const folder = mkdtempSync(join(tmpdir(), 'kmmp-assign-'))
        afterAll(() => rmSync(folder, { recursive: true }))
        const file = (text: string): string => {
            const path = join(folder, 'facilities.csv')
            writeFileSync(path, text)
            return path
        }
        const assign = async (text: string) => {
            const { out, said } = listener()
            return { code: await assignMetadata(configFor(server.url), { facilities: file(text) }, out), said }
        }
        const unit = (id: string, code: string, parent?: string) => ({
            id,
            code,
            name: `Test ${code}`,
            shortName: `Test ${code}`,
            openingDate: '2020-01-01',
            ...(parent && { parent: { id: parent } }),
        })
        const unitsOf = async (type: string, code: string) => {
            const answer = await admin(server, 'GET', `/api/${type}?filter=code:eq:${code}&fields=organisationUnits[id],programStages[id]`)
            return (answer[type] as { organisationUnits: { id: string }[]; programStages?: object[] }[])[0]
        }

        beforeEach(async () => {
            const organisationUnits = [
                unit('KmmpTestTop', 'KE'),
                unit('KmmpTestOu1', '13077', 'KmmpTestTop'),
                unit('KmmpTestOu2', '15625', 'KmmpTestTop'),
            ]
            await admin(server, 'POST', '/api/metadata', { organisationUnits })
        })

        test('programmes and data sets are used at the facilities, those of the country at its top, and nothing else changes', async () => {
            expect(await assign('code,name\n13077,Mathare North\n')).toEqual({
                code: DONE,
                said: ['Assigned 17 programmes and data sets to 1 facilities.'],
            })
            expect(await unitsOf('programs', 'KMMP_MOTHER')).toMatchObject({ organisationUnits: [{ id: 'KmmpTestOu1' }] })
            expect((await unitsOf('programs', 'KMMP_MOTHER'))?.programStages).toHaveLength(14)
            expect(await unitsOf('dataSets', 'KMMP_DS_MONTHLY')).toMatchObject({ organisationUnits: [{ id: 'KmmpTestOu1' }] })
            expect(await unitsOf('dataSets', 'KMMP_DS_BENCHMARK')).toMatchObject({ organisationUnits: [{ id: 'KmmpTestTop' }] })
            expect(await diff(server)).toEqual({ code: DONE, said: ['The server holds the package.'] })
        })

        test('a second time nothing is written, and further facilities come beside the first', async () => {
            await assign('13077\n')
            expect((await assign('13077\n')).said).toEqual([
                'All programmes and data sets are assigned to these 1 facilities already; nothing was changed.',
            ])
            await assign('15625\n')
            expect((await unitsOf('programs', 'KMMP_CHILD'))?.organisationUnits.map(({ id }) => id).toSorted()).toEqual([
                'KmmpTestOu1',
                'KmmpTestOu2',
            ])
        })

        test('an unknown code stops it before anything is written', async () => {
            await expect(assign('13077\n99999\n')).rejects.toMatchObject({
                what: '1 facilities are not in this DHIS2; nothing was changed.',
                why: 'No org unit has the code 99999.',
            })
            expect((await unitsOf('programs', 'KMMP_MOTHER'))?.organisationUnits).toEqual([])
        })
    })

    test('the package file, sent to be deleted, takes all of it away again', async () => {
        await admin(server, 'POST', '/api/metadata?importStrategy=DELETE', buildMetadata({ dialect: '2.42' }))
        const after = await diff(server)
        expect(after.said).toContain('lacks    all 7 programs')
        expect(after.said.filter((line) => !line.startsWith('lacks '))).toHaveLength(1)
    })

    test('what bears our prefix and is not in the package is told and left alone', async () => {
        await admin(server, 'POST', '/api/metadata', { userGroups: [{ id: 'KmmpTestGr1', code: 'KMMP_OLD', name: 'KMMP Old group' }] })
        expect(await diff(server)).toEqual({
            code: DONE,
            said: ['extra    userGroups "KMMP Old group" (KMMP_OLD)', 'The server holds the package.'],
        })
    })
})

describe('beside national metadata', () => {
    const OPTIONS = ['FEMALE', 'MALE', 'OTHER']
    const optionIds = OPTIONS.map((code, place) => ({ code, id: `NatSexOpt0${place}` }))
    const nationalSet = {
        id: 'NatSexSet01',
        code: 'NAT_SEX',
        name: 'National sex',
        valueType: 'TEXT',
        options: optionIds.map(({ id }) => ({ id })),
    }
    const national = {
        optionSets: [nationalSet],
        options: optionIds.map(({ id, code }, place) => ({ id, code, name: code, sortOrder: place + 1, optionSet: { id: 'NatSexSet01' } })),
        trackedEntityTypes: [{ id: 'NatPerson01', code: 'NAT_PERSON', name: 'National person', shortName: 'National person' }],
        trackedEntityAttributes: [
            {
                id: 'NatSexAttr1',
                code: 'NAT_SEX',
                name: 'National sex',
                shortName: 'National sex',
                valueType: 'TEXT',
                aggregationType: 'NONE',
                optionSet: { id: 'NatSexSet01' },
            },
        ],
    }
    const standIns = { KMMP_PERSON: 'NAT_PERSON', KMMP_SEX: 'NAT_SEX', KMMP_OS_SEX: 'NAT_SEX' }

    beforeEach(async () => {
        server = await start({ empty: true })
        await admin(server, 'POST', '/api/metadata', national)
    })

    test('objects that the configuration names are used in place of ours and never written', async () => {
        const before = await admin(server, 'GET', '/api/trackedEntityTypes/NatPerson01?fields=:owner')
        expect((await install(server, standIns)).code).toBe(DONE)
        expect((await install(server, standIns)).said).toEqual(['The server holds the package already; nothing was changed.'])
        expect(await admin(server, 'GET', '/api/trackedEntityTypes/NatPerson01?fields=:owner')).toEqual(before)
        const uid = metadataUid('program', 'KMMP_MOTHER')
        const program = await admin(server, 'GET', `/api/programs/${uid}?fields=trackedEntityType,programTrackedEntityAttributes`)
        expect(program.trackedEntityType).toMatchObject({ id: 'NatPerson01' })
        expect(JSON.stringify(program.programTrackedEntityAttributes)).toContain('NatSexAttr1')
        expect((await server.ask('admin', 'GET', `/api/optionSets/${metadataUid('optionSet', 'KMMP_OS_SEX')}`)).status).toBe(404)
    })

    test('a list that lacks an answer of ours cannot stand for it', async () => {
        await expect(install(server, { KMMP_OS_YNU: 'NAT_SEX' })).rejects.toMatchObject({
            what: 'NAT_SEX cannot stand for KMMP_OS_YNU.',
            why: 'Because it lacks YES, NO, UNKNOWN.',
        })
    })

    test('a code of ours on an object of others stops the install before anything is written', async () => {
        await admin(server, 'POST', '/api/metadata', { userGroups: [{ id: 'NatGroup001', code: 'KMMP_COUNTY', name: 'County people' }] })
        await expect(install(server)).rejects.toMatchObject({ where: 'KMMP_COUNTY' })
        const { programs } = await admin(server, 'GET', '/api/programs?fields=code')
        expect(programs).toEqual([])
    })
})
