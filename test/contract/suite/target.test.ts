import { refuseProduction, targetsOf } from './target.ts'

test.each([
    ['his.example.go.ke', 'DHIS 2'],
    ['dhis2-production.example.org', 'DHIS 2'],
    ['dhis2.example.org', 'National HMIS'],
    ['moh.example.org', ''],
])('a server named %s (%s) is refused, unless its host is allowed by name', (host, systemName) => {
    expect(() => refuseProduction(host, systemName, undefined)).toThrow(`KMMP_TEST_DHIS2_ALLOW=${host}`)
    expect(() => refuseProduction(host, systemName, 'other.example.org')).toThrow('sounds like a server')
    expect(() => refuseProduction(host, systemName, host)).not.toThrow()
})

test.each(['localhost', '127.0.0.1', 'dhis2-test.example.org', 'play.example.org'])('%s is taken', (host) => {
    expect(() => refuseProduction(host, 'DHIS 2 training', undefined)).not.toThrow()
})

test('one real server takes the place of all sandboxes', async () => {
    expect(targetsOf({}).map(({ name }) => name)).toEqual(['sandbox 2.40', 'sandbox 2.41', 'sandbox 2.42', 'sandbox 2.43'])
    const [real, ...others] = targetsOf({ KMMP_TEST_DHIS2_URL: 'https://dhis2-test.example.org/dev/' })
    expect([real?.name, real?.real, others]).toEqual(['dhis2-test.example.org', true, []])
    await expect(real?.open('KT00000')).rejects.toThrow('KMMP_TEST_DHIS2_USER')
})
