import { start, type Running } from '../../sandbox/testing/start.ts'
import { AT_CLINIC, FROM_PARTNER, visit, woman } from '../clinicRecord.ts'
import { DIALECTS } from '#dhis2/version.ts'
import { metadataUid } from '#programme/metadata/uid.ts'

/** The programme's rules as they meet what facilities and partners import. */

const JOINED = '2026-07-06'
const INTAKE = { ...AT_CLINIC, ENTRY_POINT: 'ANC', HIV_STATUS_ENTRY: 'UNKNOWN', CASE_MANAGER_ASSIGNED: 'true', LMP_DATE: '2026-03-02' }
const CONTACT = { ...AT_CLINIC, ANC_CONTACT_NO: '2', CLINIC_ATTENDED: 'true', NEXT_APPT_DATE: '2026-08-17' }

interface Report {
    validationReport: { errorReports: { errorCode: string; message: string }[] }
}

describe.each(DIALECTS)('the programme’s rules on a DHIS2 %s', (dialect) => {
    let sandbox: Running
    const send = async (user: 'nurse' | 'connector', body: object): Promise<string[]> => {
        const answer = await sandbox.ask(user, 'POST', '/api/tracker?async=false&idScheme=CODE', body)
        return (answer.body as Report).validationReport.errorReports.map(({ errorCode }) => errorCode).toSorted()
    }
    const held = async (event: { event: string }): Promise<Record<string, string>> => {
        const answer = await sandbox.ask('nurse', 'GET', `/api/tracker/events/${event.event}?fields=dataValues[dataElement,value]`)
        const { dataValues } = answer.body as { dataValues: { dataElement: string; value: string }[] }
        return Object.fromEntries(dataValues.map(({ dataElement, value }) => [dataElement, value]))
    }
    const element = (stem: string) => metadataUid('dataElement', `KMMP_${stem}`)
    const contact = (answers: Readonly<Record<string, string>>, status?: 'ACTIVE' | 'COMPLETED') =>
        visit('Amina', { stage: 'M_ANC', on: '2026-07-20', answers, status })

    beforeEach(async () => {
        sandbox = await start({ dialect })
        expect(await send('nurse', { trackedEntities: [woman('Amina', JOINED)] })).toEqual([])
        expect(await send('nurse', { events: [visit('Amina', { stage: 'M_ENROL', on: JOINED, answers: INTAKE })] })).toEqual([])
    })
    afterEach(() => sandbox.close())

    it('work out the expected day of birth and the week of pregnancy, from an earlier visit too', async () => {
        expect(await held(visit('Amina', { stage: 'M_ENROL', on: JOINED }))).toMatchObject({ [element('EDD_DATE')]: '2026-12-07' })
        expect(await send('nurse', { events: [contact(CONTACT)] })).toEqual([])
        expect(await held(contact({}))).toMatchObject({ [element('GA_WEEKS')]: '20' })
    })

    it('let a visit be saved unfinished, but not finished without what it must say', async () => {
        expect(await send('nurse', { events: [contact(AT_CLINIC, 'ACTIVE')] })).toEqual([])
        expect(new Set(await send('nurse', { events: [contact(AT_CLINIC)] }))).toEqual(new Set(['E1301']))
        expect(await send('nurse', { events: [contact(CONTACT)] })).toEqual([])
    })

    it('refuse a next visit too far ahead, and a day that lies ahead', async () => {
        expect(await send('nurse', { events: [contact({ ...CONTACT, NEXT_APPT_DATE: '2026-10-21' })] })).toEqual(['E1300'])
        const birth = { DELIVERY_DATE: '2026-11-17', DELIVERY_PLACE: 'FACILITY', N_LIVE: '1', N_STILL: '0' }
        const outcome = { BIRTH_OUTCOME: 'LIVE', MATERNAL_OUTCOME: 'ALIVE' }
        const delivery = visit('Amina', { stage: 'M_DELIVERY', on: '2026-11-16', answers: { ...AT_CLINIC, ...birth, ...outcome } })
        expect(await send('nurse', { events: [delivery] })).toEqual(['E1300'])
    })

    it('refuse a finished visit of a woman who has not agreed that her record is kept', async () => {
        const body = { trackedEntities: [woman('Zawadi', JOINED, { CONSENT_DATA: 'false' })] }
        expect(await send('nurse', body)).toEqual([])
        const intake = visit('Zawadi', { stage: 'M_ENROL', on: JOINED, answers: INTAKE })
        expect(await send('nurse', { events: [intake] })).toEqual(['E1300'])
    })

    it('let an appointment through', async () => {
        expect(await send('nurse', { events: [visit('Amina', { stage: 'M_ANC', on: '2026-12-01', status: 'SCHEDULE' })] })).toEqual([])
    })

    it('refuse nothing of what a partner sends, and keep its own week of pregnancy', async () => {
        const events = [contact({ ...FROM_PARTNER, GA_WEEKS: '21', NEXT_APPT_DATE: '2027-01-01' })]
        expect(await send('connector', { events })).toEqual([])
        expect(await held(contact({}))).toMatchObject({ [element('GA_WEEKS')]: '21' })
    })

    it('from 2.42 on take a partner’s visit for the facility’s when its update does not say whose it is', async () => {
        await send('connector', { events: [contact(FROM_PARTNER)] })
        const seesStored = dialect === '2.40' || dialect === '2.41'
        expect(new Set(await send('connector', { events: [contact({ DANGER_SIGNS_TAUGHT: 'true' })] }))).toEqual(
            new Set(seesStored ? [] : ['E1301'])
        )
        expect(await send('connector', { events: [contact({ ...FROM_PARTNER, DANGER_SIGNS_TAUGHT: 'true' })] })).toEqual([])
    })
})
