/** Which room may import which (docs/decisions/0002-rooms.md). `from` and `to` are folders at the top of the repository. */
const rooms = {
    dhis2: [],
    programme: ['dhis2'],
    connector: ['programme', 'dhis2'],
    sandbox: ['programme', 'dhis2'],
    src: ['programme', 'dhis2'],
}

const zod = 'node_modules/zod/'
const zodMini = `${zod}(v4/)?mini/`

const walls = Object.entries(rooms).map(([room, allowed]) => ({
    name: `room-${room}`,
    comment: `${room}/ may import ${[room, ...allowed].join(', ')} and packages`,
    severity: 'error',
    from: { path: `^${room}/` },
    to: { pathNot: [`^(${[room, ...allowed].join('|')})/`, 'node_modules', '^package.json$'], dependencyTypesNot: ['core'] },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
    forbidden: [
        ...walls,
        {
            name: 'small-rooms-zod-only',
            comment: 'programme/ and dhis2/ are bundled into the app: zod/mini is their only package',
            severity: 'error',
            from: { path: '^(programme|dhis2)/', pathNot: '\\.test\\.ts$' },
            to: { path: 'node_modules', pathNot: zodMini },
        },
        {
            name: 'app-zod-mini-only',
            comment: 'full zod costs the app 20 KB gzip more than zod/mini',
            severity: 'error',
            from: { path: '^src/' },
            to: { path: zod, pathNot: zodMini },
        },
        {
            name: 'no-cycles',
            severity: 'error',
            from: {},
            to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
        },
    ],
    options: {
        doNotFollow: { path: 'node_modules' },
        exclude: { path: '^src/locales/' },
        tsPreCompilationDeps: true,
        tsConfig: { fileName: 'tsconfig.json' },
        enhancedResolveOptions: {
            exportsFields: ['exports'],
            conditionNames: ['import', 'require', 'node', 'default'],
            extensions: ['.ts', '.tsx', '.mjs', '.js'],
        },
    },
}
