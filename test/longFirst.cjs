const { statSync } = require('node:fs')

/** Projects by how long their files take. */
const ORDER = ['faults', 'security', 'end-to-end', 'contract', 'rooms', 'app', 'unit']

/** Runs long test files first, so that no worker is left alone with one at the end. On a fresh clone Jest knows nothing of how long they take. */
module.exports = class LongFirst {
    sort(tests) {
        const place = ({ context }) => ORDER.indexOf(context.config.displayName.name)
        const size = ({ path }) => statSync(path).size
        return [...tests].sort((one, other) => place(one) - place(other) || size(other) - size(one))
    }

    allFailedTests(tests) {
        return tests
    }

    cacheResults() {
        // the order does not depend on earlier runs
    }
}
