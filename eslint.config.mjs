import dhis2 from '@dhis2/config-eslint/react'
import jsxA11y from 'eslint-plugin-jsx-a11y'
import { defineConfig, globalIgnores } from 'eslint/config'

const zodMiniOnly = {
    'no-restricted-imports': ['error', { paths: [{ name: 'zod', message: 'Use zod/mini here: the app bundles it.' }] }],
}

export default defineConfig([
    globalIgnores(['build', 'dist', '.d2', '.kmmp', 'src/locales', 'coverage', 'test/output']),
    ...[dhis2].flat(),
    jsxA11y.flatConfigs.strict,
    {
        rules: {
            'no-empty': ['error', { allowEmptyCatch: false }],
            'max-lines': ['warn', { max: 300, skipBlankLines: true, skipComments: true }],
        },
    },
    { files: ['src/**', 'programme/**', 'dhis2/**'], rules: zodMiniOnly },
])
