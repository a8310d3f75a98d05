#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'

// a run makes much short-lived garbage: without these its memory grows to three times what it needs before anything is collected
setFlagsFromString('--max-semi-space-size=8')
setFlagsFromString('--heap-growing-percent=30')
enableCompileCache()

const { Command } = await import('commander')
const { addConnectorCommands } = await import('../connector/cli.ts')
const { addSandboxCommand } = await import('../sandbox/command.ts')

const USAGE = 2

const kmmp = new Command('kmmp')
    .description('Carries partner records into DHIS2 and turns them into monthly figures; or runs a DHIS2 to try it on.')
    .exitOverride((ended) => process.exit(ended.exitCode === 0 ? 0 : USAGE))
addConnectorCommands(kmmp, { environment: process.env, packageRoot: fileURLToPath(new URL('..', import.meta.url)) })
addSandboxCommand(kmmp)

await kmmp.parseAsync()
