#!/usr/bin/env node
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { addConnectorCommands } from '../connector/cli.ts'
import { addSandboxCommand } from '../sandbox/command.ts'

const USAGE = 2

const kmmp = new Command('kmmp')
    .description('Carries partner records into DHIS2 and turns them into monthly figures; or runs a DHIS2 to try it on.')
    .exitOverride((ended) => process.exit(ended.exitCode === 0 ? 0 : USAGE))
addConnectorCommands(kmmp, { environment: process.env, packageRoot: fileURLToPath(new URL('..', import.meta.url)) })
addSandboxCommand(kmmp)

await kmmp.parseAsync()
