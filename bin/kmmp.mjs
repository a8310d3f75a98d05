#!/usr/bin/env node
import { enableCompileCache } from 'node:module'

// in JavaScript, and first of all: what is imported after this comes compiled, and TypeScript's compiler is not loaded (50 ms, 17 MiB)
enableCompileCache()
await import('./kmmp.ts')
