import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { kmmp, type RunningSandbox, startSandboxProcess } from '../kmmp.ts'
import { accessibilityFaults } from './axe.ts'
import { launchBrowser, picture } from './browser.ts'
import { metadataUid } from '#programme/metadata/uid.ts'

const root = resolve(__dirname, '../..')
/** Mother of twins whose first test is owed; the twins reached day 62 on Saturday 14 November 2026. The partner knows her by this number. */
const MOTHER = 'KE-13077-00108'
const SATURDAY = '14/11/2026'
const FRIDAY = '20/11/2026'
const WIDTHS = { wide: { width: 1366, height: 768 }, narrow: { width: 360, height: 740 } }

jest.setTimeout(240_000)

let folder: string
let sandbox: RunningSandbox
let browser: Browser
const noise: string[] = []

const configured = () => ['--config', join(folder, 'kmmp.yaml')]
const env = () => ({ KMMP_URL: sandbox.url, KMMP_PASSWORD: 'Demo-1234' })

beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'story-'))
    sandbox = await startSandboxProcess(['--app', join(root, 'build', 'app'), '--strict'])
    writeFileSync(
        join(folder, 'kmmp.yaml'),
        `targets:
  tracker: { url: "\${KMMP_URL}", user: connector, password: "\${KMMP_PASSWORD}" }
ledger: ./ledger.db
sources:
  m2m: { type: csv, path: ${join(root, 'mappings/m2m-csv/sample')}, mapping: ${join(root, 'mappings/m2m-csv')} }
`
    )
    browser = await launchBrowser()
})
afterAll(async () => {
    await browser.close()
    await sandbox.stop()
    rmSync(folder, { recursive: true })
})

/** Signs a demo user in as one would, in a browser of their own. Red lines in the console and failed requests are kept. */
const signIn = async (user: string, size: { width: number; height: number } = WIDTHS.wide): Promise<Page> => {
    const context = await browser.newContext({ viewport: size, locale: 'en-GB', timezoneId: 'Africa/Nairobi' })
    const page = await context.newPage()
    page.on('console', (message) => message.type() === 'error' && noise.push(message.text()))
    page.on('response', (answer) => answer.status() >= 400 && noise.push(`${answer.status()} ${answer.url()}`))
    await page.goto(sandbox.url)
    await page.getByRole('button', { name: `Sign in as ${user}` }).click()
    return page
}

const superuser = { Authorization: `Basic ${Buffer.from('admin:district').toString('base64')}` }

/** What the sandbox holds, asked as the superuser. */
const stored = async <T>(path: string): Promise<T> => {
    const answer = await fetch(`${sandbox.url}/api/${path}`, { headers: superuser })
    return (await answer.json()) as T
}

const listed = <T>(answer: Record<string, T[]>): T[] => Object.values(answer).find((value) => Array.isArray(value)) ?? []

interface StoredEvent {
    event: string
    programStage: string
    status: string
    occurredAt?: string
    dataValues: { dataElement: string; value: string }[]
}

const valueOf = (event: StoredEvent | undefined, code: string) =>
    event?.dataValues.find(({ dataElement }) => dataElement === metadataUid('dataElement', code))?.value

/** Events that staff recorded through the app. */
const recordedInApp = async (program: string): Promise<StoredEvent[]> => {
    const path = `tracker/events?program=${metadataUid('program', program)}&occurredAfter=2026-11-01&pageSize=1000&fields=event,programStage,status,occurredAt,dataValues[dataElement,value]`
    const events = listed(await stored<Record<string, StoredEvent[]>>(path))
    return events.filter((event) => valueOf(event, 'KMMP_SOURCE_SYSTEM') === 'DHIS2_APP')
}

/** An administrator lets the county officer see small numbers too: with so few infants, all would be hidden otherwise. */
const grantLineList = async () => {
    const first = async (path: string) => listed(await stored<Record<string, { id: string }[]>>(path))[0]?.id
    const user = await first('users?filter=username:eq:county&fields=id')
    const role = await first('userRoles?filter=code:eq:KMMP_LINELIST&fields=id')
    const answer = await fetch(`${sandbox.url}/api/users/${user}`, {
        method: 'PATCH',
        headers: { ...superuser, 'Content-Type': 'application/json-patch+json' },
        body: JSON.stringify([{ op: 'add', path: '/userRoles/-', value: { id: role } }]),
    })
    expect(answer.status).toBe(200)
}

/** What the county officer reads in the row of Mathare North: new clients and infants tested on time, September to November 2026. */
const countyRow = async (name: string): Promise<string> => {
    const page = await signIn('county')
    await page.getByRole('heading', { name: 'County', level: 1 }).waitFor()
    const row = page.getByRole('row', { name: /Mathare North/ })
    await row.waitFor()
    await picture(page, name)
    expect(await accessibilityFaults(page)).toEqual([])
    const text = (await row.innerText()).replace(/\s+/g, ' ')
    await page.context().close()
    return text
}

test('a mother whom the partner enrolled is seen at her clinic, and the county’s figure changes', async () => {
    const sync = await kmmp(['sync', ...configured(), '--outcomes', join(folder, 'outcomes.jsonl')], { env: env() })
    expect(sync.code).toBe(10)
    expect(sync.stdout).toMatch(/all\s+7,929\s+7,204/)
    const outcomes = readFileSync(join(folder, 'outcomes.jsonl'), 'utf8').trim().split('\n')
    expect(outcomes).toHaveLength(7929)
    expect((await kmmp(['aggregate', ...configured()], { env: env() })).code).toBe(0)
    await countyRow('county-small-numbers-hidden').then((row) => expect(row).toMatch(/few few few$/))
    await grantLineList()
    expect(await countyRow('county-before')).toMatch(/0 of 3 0%$/)

    const nurse = await signIn('nurse')
    await nurse.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
    await nurse.getByRole('list', { name: 'Pairs to see' }).waitFor()
    await picture(nurse, 'today')
    expect(await accessibilityFaults(nurse)).toEqual([])
    const row = nurse.getByRole('listitem').filter({ hasText: `..${MOTHER.slice(-4)}` })
    expect(await row.count()).toBe(0)
    await nurse.getByRole('link', { name: 'Find' }).click()
    await nurse.getByRole('searchbox', { name: 'Number, phone or name' }).fill(MOTHER)
    await nurse.getByRole('link', { name: /^Open .*number ending 0108$/ }).waitFor()
    await picture(nurse, 'find')
    expect(await accessibilityFaults(nurse)).toEqual([])
    await nurse.getByRole('link', { name: /^Open .*number ending 0108$/ }).click()

    await nurse.getByRole('region', { name: 'Mother', exact: true }).getByText('Partner').first().waitFor()
    await picture(nurse, 'pair')
    expect(await accessibilityFaults(nurse)).toEqual([])
    await nurse.getByRole('button', { name: 'Record visit' }).click()

    await nurse.getByRole('form').waitFor()
    await nurse.getByRole('textbox', { name: 'Day of the visit' }).fill(SATURDAY)
    await answer(nurse, 'Breastfeeding now?', 'Yes')
    await answer(nurse, 'On treatment today?', 'Yes')
    for (const baby of ['Baby 1', 'Baby 2']) {
        await nurse.getByRole('combobox', { name: `Which visit?, ${baby}` }).selectOption('W10')
        await answer(nurse, `Feeding now, ${baby}`, 'Breast milk only')
        await nurse.getByRole('checkbox', { name: `Sample taken from ${baby} at this visit` }).check()
    }
    await nurse.getByRole('textbox', { name: 'Next visit' }).fill(FRIDAY)
    await picture(nurse, 'visit')
    expect(await accessibilityFaults(nurse)).toEqual([])
    await nurse.getByRole('button', { name: 'Done' }).click()
    await nurse.getByText('Visit saved. Next visit 20 Nov 2026.').waitFor()
    await nurse.getByRole('list', { name: 'Pairs to see' }).waitFor()
    await row.getByText('20 Nov 2026').waitFor()
    await picture(nurse, 'today-after')
    await nurse.context().close()

    const [visit] = await recordedInApp('KMMP_MOTHER')
    expect(visit).toMatchObject({ status: 'COMPLETED', programStage: metadataUid('programStage', 'KMMP_M_PNC') })
    expect(visit?.occurredAt).toMatch(/^2026-11-14/)
    const samples = (await recordedInApp('KMMP_CHILD')).filter(
        ({ programStage }) => programStage === metadataUid('programStage', 'KMMP_C_TEST')
    )
    expect(samples.map((sample) => [sample.status, valueOf(sample, 'KMMP_CTEST_POINT'), valueOf(sample, 'KMMP_SAMPLE_DATE')])).toEqual([
        ['ACTIVE', 'W6', '2026-11-14'],
        ['ACTIVE', 'W6', '2026-11-14'],
    ])

    const aggregate = await kmmp(['aggregate', ...configured()], { env: env() })
    expect(aggregate.code).toBe(0)
    expect(await countyRow('county-after')).toMatch(/2 of 3 67%$/)
    expect(noise).toEqual([])
})

const answer = (page: Page, question: string, choice: string) =>
    page.getByRole('radiogroup', { name: question }).getByText(choice, { exact: true }).click()
