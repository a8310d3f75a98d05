const { rmSync } = require('node:fs')

module.exports = () => rmSync(process.env.KMMP_TEST_RUN, { recursive: true, force: true })
