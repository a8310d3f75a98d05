const { projects } = require('./jest.config.cjs')

const { displayName, ...shared } = projects.find(({ displayName }) => displayName === 'faults')

/** The bars in full: `npm run test:long`. `npm test` runs their small edition, test/faults. */
module.exports = {
    testTimeout: 3 * 3_600_000,
    projects: [{ ...shared, displayName: `${displayName}, long`, roots: ['<rootDir>/test/long'] }],
}
