/** @type {import('@dhis2/cli-app-scripts').D2Config} */
const config = {
    type: 'app',
    name: 'mentor-mothers',
    title: 'Mentor Mothers',
    description: 'Follow-up of mothers and infants together, for facilities and counties of the Kenya Mentor Mother Programme',
    minDHIS2Version: '2.40',
    dataStoreNamespace: 'mentor-mothers',
    customAuthorities: ['MENTOR_MOTHERS_SITE', 'MENTOR_MOTHERS_COUNTY', 'MENTOR_MOTHERS_LINELIST'],
    direction: 'ltr',
    pwa: {
        enabled: true,
        caching: {
            // nothing about a person may rest in the browser cache
            patternsToOmitFromAppShell: [
                /\/api\/(\d+\/)?(tracker|trackedEntityInstances|trackedEntityAttributes|events|enrollments|relationships|analytics|dataValueSets|dataStore|userDataStore|ownership)/,
            ],
            globsToOmitFromPrecache: ['assets/fonts/*.woff', 'assets/fonts/*italic*', 'assets/fonts/*-{100,300,900}-*'],
        },
    },
    entryPoints: { app: './src/App.tsx' },
    shortcuts: [{ name: 'Today', url: '#/today' }],
    viteConfigExtensions: './vite.extend.mts',
}
// d2-app-scripts loads this file with require(): this name makes Node hand it the object itself
export { config as 'module.exports' }
