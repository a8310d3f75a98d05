import dhis2 from '@dhis2/config-eslint/react'
import jsxA11y from 'eslint-plugin-jsx-a11y'
import { defineConfig, globalIgnores } from 'eslint/config'

export default defineConfig([
    globalIgnores(['build', 'dist', '.d2', '.kmmp', 'src/locales', 'coverage', 'test/output']),
    ...[dhis2].flat(),
    jsxA11y.flatConfigs.strict,
    {
        rules: {
            'no-empty': ['error', { allowEmptyCatch: false }],
            'max-params': ['error', 4],
            // fast-check's own documentation writes fc.property
            'import/no-named-as-default-member': 'off',
            'max-lines': ['warn', { max: 300, skipBlankLines: true, skipComments: true }],
        },
    },
    // a row of a table test has as many columns as it needs
    { files: ['**/*.test.ts', '**/*.test.tsx'], rules: { 'max-params': 'off' } },
])
