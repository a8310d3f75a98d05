// Runs before `npm start` and `npm test` on whatever Node the machine has (18 or later), so it uses nothing that must be installed.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const modules = join(root, 'node_modules')
const stamp = join(modules, '.installed-lock')
const lockHash = () =>
    createHash('sha256')
        .update(readFileSync(join(root, 'package-lock.json')))
        .digest('hex')

const stop = (message) => {
    console.error(message)
    process.exit(2)
}

/** npm packages bring Node 24 for Linux and Windows; for macOS none exists, so the machine's own Node must run TypeScript. */
const checkNode = () => {
    const [major, minor] = process.versions.node.split('.').map(Number)
    if (major < 18) {
        stop(`Node ${process.versions.node} is too old. Install Node 18 or later from nodejs.org, then run this again.`)
    }
    const runsTypeScript = major > 22 || (major === 22 && minor >= 18)
    if (process.platform === 'darwin' && !runsTypeScript) {
        stop(`On macOS Node 22.18 or later is needed; this is ${process.versions.node}. Install it from nodejs.org, then run this again.`)
    }
}

const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash()

/** `ci` installs exactly the lock file; over an older install `install` does the same without deleting what is in use. */
const install = () =>
    new Promise((resolve) => {
        const command = existsSync(modules) ? 'install' : 'ci'
        const child = spawn(process.execPath, [process.env.npm_execpath, command, '--no-audit', '--no-fund', '--loglevel=error'], {
            cwd: root,
            stdio: ['ignore', 'inherit', 'inherit'],
        })
        child.on('exit', resolve)
    })

const installWithProgress = async () => {
    console.log('Installing what is missing (about 600 MB; one to three minutes the first time) …')
    const started = Date.now()
    const progress = setInterval(() => console.log(`  still installing, ${Math.round((Date.now() - started) / 1000)} s`), 15_000)
    const code = await install()
    clearInterval(progress)
    if (code !== 0) {
        stop('npm could not install the packages: its message stands above. Check the network or proxy, then run this again.')
    }
    writeFileSync(stamp, lockHash())
    console.log(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`)
}

checkNode()
if (!process.env.npm_execpath) {
    stop('Run this through npm: `npm start` or `npm test`.')
}
if (!isInstalled()) {
    await installWithProgress()
}
