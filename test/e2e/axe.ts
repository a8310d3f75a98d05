import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'

const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
    id: string
    nodes: { html: string; failureSummary: string }[]
}

/** Accessibility faults of the page as one readable line each: WCAG 2.0-2.2 A and AA. The platform's own header bar is not ours. */
export const accessibilityFaults = async (page: Page): Promise<string[]> => {
    const frame = page.frames().find((candidate) => candidate.url().includes('/api/apps/')) ?? page.mainFrame()
    await frame.evaluate(source)
    const violations: Violation[] = await frame.evaluate(`axe.run(
        { include: [['body']], exclude: [['header']] },
        { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }
    ).then((results) => results.violations)`)
    return violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html} ${node.failureSummary}`))
}
