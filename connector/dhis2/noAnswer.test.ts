import { AxiosError } from 'axios'
import { noAnswer } from './noAnswer.ts'

it.each([
    ['ECONNREFUSED', 'unreachable', 'ECONNREFUSED'],
    ['ECONNRESET', 'unknownOutcome', 'ECONNRESET'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'configuration', 'Nobody whom this machine trusts has signed it.'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'configuration', 'It is that of another address.'],
    ['CERT_HAS_EXPIRED', 'configuration', 'It is not valid today'],
])('%s is a failure of kind %s: a certificate does not mend itself', (code, kind, why) => {
    const failure = noAnswer(new AxiosError('Marked', code), 'GET /api/system/info', 'https://dhis2.example.org/x')
    expect(failure).toMatchObject({ kind, why: expect.stringContaining(why), where: 'GET /api/system/info at https://dhis2.example.org' })
    expect(failure.text()).not.toContain('Marked')
    expect(failure.next).toMatch(/\S/)
})
