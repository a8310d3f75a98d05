import { execFile } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, chromium, type Page } from 'playwright-core'

const root = resolve(__dirname, '../..')
const INSTALLED = [
    process.env.CHROME_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
// without these a browser keeps asking for hosts that a closed network refuses
const QUIET = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
]

/** The Chromium that a development package carries: it is a module of its own kind, so it is asked in a process of its own. */
const packagedChromium = async (): Promise<string> => {
    const script = `import('@sparticuz/chromium').then((m) => m.default.executablePath()).then((path) => console.log(path))`
    const { stdout } = await promisify(execFile)(join(root, 'node_modules', '.bin', 'node'), ['-e', script], { cwd: root })
    return stdout.trim()
}

/** A headless browser: the machine's own Chrome or Chromium, else the one that comes with the development packages. */
export const launchBrowser = async (): Promise<Browser> => {
    const installed = INSTALLED.find((path) => path !== undefined && existsSync(path))
    return chromium.launch({ executablePath: installed ?? (await packagedChromium()), args: QUIET })
}

const pictures = join(root, 'test', 'output', 'screens')

/** Keeps a picture of what a person sees, at test/output/screens/NAME.png. */
export const picture = async (page: Page, name: string): Promise<void> => {
    mkdirSync(pictures, { recursive: true })
    await page.screenshot({ path: join(pictures, `${name}.png`) })
}
