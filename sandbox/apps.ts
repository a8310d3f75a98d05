import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { hasAuthority } from './access/caller.ts'
import { errorPage, notSupported, refuse, refuseWithPage, webMessage, type Answer } from './answer.ts'
import { ok, type Call, type Route } from './call.ts'
import type { DialectRules } from './dialect.ts'
import { isObject, objects, text, type JsonObject } from './json.ts'
import type { Sandbox } from './sandbox.ts'
import { parseJson } from '#dhis2/json.ts'

/** The built app that the sandbox hosts at DHIS2's own paths. */
export interface HostedApp {
    folder: string
    /** key in addresses: `/api/apps/<key>/` */
    key: string
    /** authority that opens the app; app files answer 404 without it */
    authority: string
    /** dataStore namespaces kept for its users; further ones only where the minor protects them */
    reserved: { namespace: string; further: boolean; read: readonly string[]; write: readonly string[] }[]
    manifest: JsonObject
}

/**
 * Reads the manifest of a built app.
 * @param folder folder that holds `manifest.webapp`
 * @throws when there is no readable manifest, saying how to build the app
 */
export const hostApp = (folder: string): HostedApp => {
    const manifest = parseJson(readManifest(folder))
    if (!isObject(manifest)) {
        throw new Error(`${join(folder, 'manifest.webapp')} is not a JSON object. Build the app again.`)
    }
    const name = text(manifest.short_name) ?? text(manifest.name) ?? ''
    const authority = `M_${name
        .trim()
        .replace(/[^\p{L}\p{N}\s]/gu, '')
        .replaceAll(' ', '_')}`
    return {
        folder,
        key: name
            .trim()
            .replace(/[^\p{L}\p{N}\s-]/gu, '')
            .replaceAll(' ', '-'),
        authority,
        reserved: reservedNamespaces(manifest, authority),
        manifest,
    }
}

const reservedNamespaces = ({ activities }: JsonObject, authority: string): HostedApp['reserved'] => {
    const dhis = isObject(activities) && isObject(activities.dhis) ? activities.dhis : {}
    const main = text(dhis.namespace)
    const holders = [authority, MANAGEMENT]
    const further = objects(dhis.additionalNamespaces).map(({ namespace, authorities, readOnlyAuthorities }) => {
        const write = texts(authorities)
        return { namespace: text(namespace) ?? '', further: true, read: [...write, ...texts(readOnlyAuthorities)], write }
    })
    return [...(main === undefined ? [] : [{ namespace: main, further: false, read: holders, write: holders }]), ...further]
}

const texts = (list: unknown): string[] => (Array.isArray(list) ? list.map(String) : [])

const readManifest = (folder: string): string => {
    try {
        return readFileSync(join(folder, 'manifest.webapp'), 'utf8')
    } catch (error) {
        throw new Error(`There is no built app in ${folder}. Build it first, or start without --app.`, { cause: error })
    }
}

const MANAGEMENT = 'M_dhis-web-app-management'

const TYPES: Record<string, string> = {
    '.html': 'text/html;charset=UTF-8',
    '.js': 'text/javascript;charset=UTF-8',
    '.css': 'text/css;charset=UTF-8',
    '.json': 'application/json;charset=UTF-8',
    '.webapp': 'application/json;charset=UTF-8',
    '.webmanifest': 'application/manifest+json',
    '.svg': 'image/svg+xml',
    '.png': 'image/png',
    '.ico': 'image/x-icon',
    '.woff2': 'font/woff2',
    '.woff': 'font/woff',
}

const mayOpen = ({ caller }: Call, app: HostedApp): boolean => hasAuthority(caller, app.authority) || hasAuthority(caller, MANAGEMENT)

/** A file of the app. Its index page leads to the global shell unless `?redirect=false` or `?shell=false` is given. */
const file = async (call: Call): Promise<Answer> => {
    const { sandbox, params, query } = call
    const { app, url, rules } = sandbox
    const path = params['*'] ?? ''
    const isIndex = path === '' || path === 'index.html'
    const bypass = query.text('redirect') === 'false' || query.text('shell') === 'false'
    const fromWorker = call.headers.referer?.endsWith('/service-worker.js') === true
    if (isIndex && rules.globalShell && !bypass && !fromWorker) {
        return { status: 302, headers: { location: `${url}/apps/${params.app}` } }
    }
    if (!app || app.key !== params.app || !mayOpen(call, app)) {
        return webMessage(404, { message: `App '${params.app}' not found.` })
    }
    return sendFile(app, isIndex ? 'index.html' : path, sandbox, call.headers['if-none-match'])
}

const sendFile = async (app: HostedApp, path: string, sandbox: Sandbox, known: string | undefined): Promise<Answer> => {
    const full = normalize(join(app.folder, path))
    if (!full.startsWith(normalize(app.folder) + sep)) {
        return errorPage(404, 'No such file.')
    }
    const content = await readFile(full).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT' || error.code === 'EISDIR') {
            return undefined
        }
        throw error
    })
    if (!content) {
        return errorPage(404, `No static resource ${path}.`)
    }
    const html = extname(full) === '.html'
    const etag = `"${createHash('sha256').update(content).digest('hex').slice(0, 32)}"`
    if (!html && known === etag) {
        return { status: 304 }
    }
    const body = html ? withBaseUrl(content.toString('utf8'), sandbox.url) : content
    return {
        status: 200,
        body,
        headers: {
            'content-type': TYPES[extname(full)] ?? 'application/octet-stream',
            ...(html ? { 'cache-control': 'no-store' } : { etag }),
        },
    }
}

/** The server fills its own address into the meta tag that the app reads it from. */
const withBaseUrl = (html: string, url: string): string => html.replaceAll('__DHIS2_BASE_URL__', url)

/** The address that users see. The sandbox has no shell of its own: it leads to the app with its own header bar. Minors without a shell know no such address. */
const shell = ({ sandbox, params }: Call): Answer => {
    if (!sandbox.rules.globalShell) {
        return { status: 302, headers: { location: `${sandbox.url}${sandbox.rules.signInPath}` } }
    }
    if (sandbox.app?.key !== params.app) {
        return refuseWithPage(404, `No app ${params.app}.`)
    }
    return { status: 302, headers: { location: `/api/apps/${params.app}/index.html?shell=false` } }
}

const summary = ({ folder, manifest, key, authority }: HostedApp, url: string): JsonObject => ({
    version: manifest.version,
    name: manifest.name,
    displayName: manifest.name,
    appType: 'APP',
    basePath: `/api/apps/${key}`,
    appStorageSource: 'LOCAL',
    folderName: folder.split(sep).at(-1),
    description: manifest.description,
    icons: manifest.icons ?? {},
    activities: manifest.activities ?? { dhis: { href: '*' } },
    authorities: manifest.authorities ?? [],
    key,
    baseUrl: `${url}/api/apps`,
    launchUrl: `${url}/api/apps/${key}/index.html`,
    short_name: manifest.short_name,
    appState: 'OK',
    shortName: authority,
})

const list = (call: Call): Answer => {
    const { app, url } = call.sandbox
    return ok(app && mayOpen(call, app) ? [summary(app, url)] : [])
}

const checkManagement = ({ caller }: Call): void => {
    if (!hasAuthority(caller, MANAGEMENT)) {
        refuse(403, `Access is denied, requires one Authority from [${MANAGEMENT}]`, null)
    }
}

/** Reading the installed apps again: the one hosted app is read at every request. */
const reload = (call: Call): Answer => {
    checkManagement(call)
    return { status: 204 }
}

/** Upload and deletion: refused to those who may not, and not imitated for those who may. */
const manage =
    (what: string) =>
    (call: Call): Answer => {
        checkManagement(call)
        const { app } = call.params
        return app !== undefined && app !== call.sandbox.app?.key
            ? webMessage(404, { message: `App does not exist: ${app}` })
            : notSupported(what)
    }

/** The apps menu of the header bar. */
const menu = (call: Call): Answer => {
    const { app, url, rules } = call.sandbox
    if (!app || !mayOpen(call, app)) {
        return ok({ modules: [] })
    }
    const name = text(app.manifest.name) ?? app.key
    const icons = isObject(app.manifest.icons) ? app.manifest.icons : {}
    return ok({
        modules: [
            {
                name: app.key,
                namespace: `/${app.key}`,
                defaultAction: url + appPath(app, rules),
                displayName: name,
                icon: `${url}/api/apps/${app.key}/${text(icons['48']) ?? 'dhis2-app-icon.png'}`,
                description: text(app.manifest.description) ?? '',
            },
        ],
    })
}

/** The start page: the hosted app, or the API when none is hosted. */
const start = ({ sandbox: { app, rules } }: Call): Answer => ({
    status: 302,
    headers: { location: app ? appPath(app, rules) : '/api/system/info' },
})

const appPath = ({ key }: HostedApp, { globalShell }: DialectRules): string =>
    globalShell ? `/apps/${key}` : `/api/apps/${key}/index.html`

/** A banner in DHIS2's place for the logo: the word, drawn. */
const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" width="170" height="42" role="img" aria-label="DHIS2 sandbox">
<text x="8" y="27" font-family="sans-serif" font-size="17" fill="#fff">DHIS2 sandbox</text></svg>`

const logo = (): Answer => ({ status: 200, body: Buffer.from(LOGO), headers: { 'content-type': 'image/svg+xml' } })

const APP = ['redirect', 'shell']

export const appRoutes: Route[] = [
    { method: 'GET', path: '/', parameters: [], handle: start },
    { method: 'GET', path: '/api/apps', parameters: ['key'], handle: list },
    { method: 'POST', path: '/api/apps', parameters: [], accepts: ['*'], handle: manage('uploading apps: start it with --app instead') },
    { method: 'PUT', path: '/api/apps', parameters: [], handle: reload },
    { method: 'DELETE', path: '/api/apps/:app', parameters: ['deleteAppData'], handle: manage('deleting apps') },
    {
        method: 'GET',
        path: '/api/apps/:app',
        parameters: APP,
        handle: ({ sandbox, params }) => ({ status: 302, headers: { location: `${sandbox.url}/api/apps/${params.app}/` } }),
    },
    { method: 'GET', path: '/api/apps/:app/*', parameters: [...APP, '_'], handle: file },
    { method: 'GET', path: '/apps/:app', parameters: APP, handle: shell },
    {
        method: 'GET',
        path: '/apps/:app/',
        parameters: APP,
        handle: (call) =>
            call.sandbox.rules.globalShell ? { status: 302, headers: { location: `/apps/${call.params.app}` } } : shell(call),
    },
    { method: 'GET', path: '/dhis-web-commons/menu/getModules.action', parameters: ['_'], handle: menu },
    { method: 'GET', path: '/api/staticContent/logo_banner', parameters: [], open: true, handle: logo },
]
