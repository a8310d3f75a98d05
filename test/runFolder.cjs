const { mkdtempSync } = require('node:fs')
const { tmpdir } = require('node:os')
const { join } = require('node:path')

/** A folder of this run of Jest, which its workers find by the environment: what one test file prepared there, others may copy. */
module.exports = () => {
    process.env.KMMP_TEST_RUN = mkdtempSync(join(tmpdir(), 'kmmp-run-'))
}
