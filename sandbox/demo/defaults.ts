import { DEFAULT_CATEGORY, DEFAULT_COMBO, DEFAULT_OPTION, DEFAULT_OPTION_COMBO } from '../metadata/prepare.ts'
import type { MetadataObject } from '../metadata/registry.ts'
import type { Sandbox } from '../sandbox.ts'
import { hashPassword } from '../signIn/password.ts'

export const ADMIN = 'M5zQapPyTZI'
const SUPERUSER = 'yrB6vc5Ip3r'

/** What every new DHIS2 server holds: the superuser and the default category objects. A store that has them is left as it is. */
export const seedDefaults = ({ registry, store, clock }: Sandbox): void => {
    if (registry.get('users', ADMIN)) {
        return
    }
    const now = clock.local()
    const shared = { sharing: { public: 'rwrw----', external: false, users: {}, userGroups: {} } }
    const objects: readonly (readonly [type: string, object: MetadataObject])[] = [
        [
            'userRoles',
            { id: SUPERUSER, name: 'Superuser', code: 'Superuser', authorities: ['ALL'], sharing: { public: '--------', owner: ADMIN } },
        ],
        [
            'users',
            {
                id: ADMIN,
                username: 'admin',
                firstName: 'admin',
                surname: 'admin',
                passwordHash: hashPassword('district'),
                userRoles: [{ id: SUPERUSER }],
            },
        ],
        ['categoryOptions', { id: DEFAULT_OPTION, name: 'default', shortName: 'default', code: 'default', ...shared }],
        [
            'categories',
            {
                id: DEFAULT_CATEGORY,
                name: 'default',
                shortName: 'default',
                code: 'default',
                dataDimensionType: 'DISAGGREGATION',
                categoryOptions: [{ id: DEFAULT_OPTION }],
                ...shared,
            },
        ],
        [
            'categoryCombos',
            {
                id: DEFAULT_COMBO,
                name: 'default',
                code: 'default',
                dataDimensionType: 'DISAGGREGATION',
                skipTotal: false,
                categories: [{ id: DEFAULT_CATEGORY }],
                ...shared,
            },
        ],
        [
            'categoryOptionCombos',
            {
                id: DEFAULT_OPTION_COMBO,
                name: 'default',
                code: 'default',
                categoryCombo: { id: DEFAULT_COMBO },
                categoryOptions: [{ id: DEFAULT_OPTION }],
            },
        ],
    ]
    store.transaction(() => {
        for (const [type, object] of objects) {
            registry.put(type, { ...object, created: now, lastUpdated: now })
        }
    })
}
