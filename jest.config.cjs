const shared = {
    rootDir: __dirname,
    transform: { '^.+\\.(m?[jt]sx?)$': '<rootDir>/babel.jest.cjs' },
    // these ship as ES modules only
    transformIgnorePatterns: ['/node_modules/(?!(@marcbachmann/cel-js|commander|@dhis2/(rule-engine|expression-parser))/)'],
    moduleNameMapper: {
        '\\.css$': '<rootDir>/test/css-module.cjs',
        // their CommonJS builds have another shape than their types say
        '^@dhis2/(rule-engine|expression-parser)$': '<rootDir>/node_modules/@dhis2/$1/$1.mjs',
        '^#programme/(.*)$': '<rootDir>/programme/$1',
        '^#dhis2/(.*)$': '<rootDir>/dhis2/$1',
    },
}

const node = (displayName, ...folders) => ({
    ...shared,
    displayName,
    roots: folders.map((folder) => `<rootDir>/${folder}`),
    testEnvironment: 'node',
})

/** @type {import('jest').Config} */
module.exports = {
    // tests that run whole commands take a while on a busy machine
    testTimeout: 300_000,
    testSequencer: '<rootDir>/test/longFirst.cjs',
    globalSetup: '<rootDir>/test/runFolder.cjs',
    globalTeardown: '<rootDir>/test/removeRunFolder.cjs',
    projects: [
        {
            ...shared,
            displayName: 'app',
            roots: ['<rootDir>/src'],
            testEnvironment: '<rootDir>/test/browser-env.cjs',
            // the default 'browser' condition picks ESM builds Jest cannot run
            testEnvironmentOptions: { customExportConditions: ['node', 'require', 'default'] },
            setupFilesAfterEnv: ['<rootDir>/test/setup-app.ts'],
        },
        node('unit', 'programme', 'dhis2', 'connector', 'sandbox', 'mappings', 'scripts'),
        node('contract', 'test/contract'),
        node('faults', 'test/faults'),
        node('security', 'test/security'),
        node('rooms', 'test/rooms'),
        node('end-to-end', 'test/e2e'),
    ],
}
