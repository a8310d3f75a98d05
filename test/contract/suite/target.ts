import { startSandbox } from '../../../sandbox/server.ts'
import { appFolder } from './app.ts'
import { DIALECTS, type Dialect } from '#dhis2/version.ts'

/** A DHIS2 to run the suite on. */
export interface Target {
    name: string
    /** a real server is used sparingly: nothing that was there before is touched */
    real: boolean
    /** @param prefix what all names of the run begin with */
    open: (prefix: string) => Promise<Opened>
}

export interface Opened {
    /** base address without a slash at its end */
    url: string
    user: string
    password: string
    close: () => Promise<void>
}

/** When the sandbox's clock starts; a Saturday noon in Nairobi. */
const CLOCK = '2026-11-21T12:00'

const sandboxOf = (dialect: Dialect): Target => ({
    name: `sandbox ${dialect}`,
    real: false,
    open: async (prefix) => ({
        ...(await startSandbox({
            port: 0,
            store: ':memory:',
            dialect,
            clock: CLOCK,
            empty: true,
            appFolder: appFolder(prefix),
        })),
        user: 'admin',
        password: 'district',
    }),
})

/** What an address or a system name says when people's records are behind it. */
const PRODUCTION = /prod|live|national|\bgo\.|\bgov\b|ministry|moh|hiskenya/i

/**
 * Refuses a server on which people may depend.
 * @param names host name and system name
 * @param allowed host name that the caller says is meant, from KMMP_TEST_DHIS2_ALLOW
 * @throws when a name suggests production and the host was not allowed by name
 */
export const refuseProduction = (host: string, systemName: string, allowed: string | undefined): void => {
    const telling = [host, systemName].find((name) => PRODUCTION.test(name))
    if (telling !== undefined && allowed !== host) {
        throw new Error(
            `"${telling}" sounds like a server with people's records, and the contract suite makes users, programmes and records. ` +
                `Give a test server in KMMP_TEST_DHIS2_URL, or set KMMP_TEST_DHIS2_ALLOW=${host} if it is one.`
        )
    }
}

/** Settings by name, as in the environment. */
type Given = Readonly<Record<string, string | undefined>>

const realServer = (url: string, given: Given): Target => ({
    name: new URL(url).host,
    real: true,
    open: async () => {
        const { KMMP_TEST_DHIS2_USER: user, KMMP_TEST_DHIS2_PASSWORD: password, KMMP_TEST_DHIS2_ALLOW: allowed } = given
        if (!user || !password) {
            throw new Error('Give the superuser of the test server in KMMP_TEST_DHIS2_USER and KMMP_TEST_DHIS2_PASSWORD.')
        }
        const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
        const answer = await fetch(`${url}/api/system/info`, { headers: { authorization }, redirect: 'manual' })
        if (answer.status !== 200) {
            throw new Error(`${url}/api/system/info answered ${answer.status}. Check KMMP_TEST_DHIS2_URL, the user and the password.`)
        }
        const { systemName = '' } = (await answer.json()) as { systemName?: string }
        refuseProduction(new URL(url).hostname, systemName, allowed)
        return { url, user, password, close: async () => undefined }
    },
})

/** The real server of the environment, or else the sandbox in each dialect. */
export const targetsOf = (given: Given): Target[] => {
    const url = given.KMMP_TEST_DHIS2_URL?.replace(/\/+$/, '')
    return url ? [realServer(url, given)] : DIALECTS.map(sandboxOf)
}
