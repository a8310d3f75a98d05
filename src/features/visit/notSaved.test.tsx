import { FetchError } from '@dhis2/app-runtime'
import { screen, waitFor } from '@testing-library/react'
import { akinyi, plan } from '../../testing/akinyi.ts'
import { uidOf } from '../../testing/installed.ts'
import { accepted, done, fillIn, show, visitedMeanwhile } from '../../testing/visitForm.tsx'
import { draftOf, dropDraft } from './drafts.ts'

afterEach(() => dropDraft('teAkinyi000 2026-11-21'))

describe('when a visit cannot be saved', () => {
    it('keeps what was typed, says so, and sends the same objects again', async () => {
        let answered = 0
        const { sent } = show(() => {
            answered += 1
            if (answered === 1) {
                throw new FetchError({ type: 'network', message: 'An unknown network error occurred' })
            }
            return accepted
        })
        await fillIn()
        await done()
        expect(await screen.findByText('No connection. The visit may not be saved yet.')).toBeVisible()
        expect(screen.getByRole('textbox', { name: 'Weight, kg, Baby Joy' })).toHaveValue('5,1')
        await done()
        await screen.findByText('the list')
        expect(sent[1]).toEqual(sent[0])
    })

    it('sends the same objects again also when the pair was read anew and shows what arrived after all', async () => {
        let arrived = false
        const setting = { mother: () => (arrived ? visitedMeanwhile() : akinyi) }
        const lost = show(() => {
            arrived = true
            throw new FetchError({ type: 'network', message: 'An unknown network error occurred' })
        }, setting)
        await fillIn()
        await done()
        await screen.findByText('No connection. The visit may not be saved yet.')
        lost.unmount()
        const { sent } = show(undefined, setting)
        await screen.findByRole('form')
        await done()
        await screen.findByText('the list')
        expect(sent).toEqual(lost.sent)
    })

    it('does not overwrite the visit that somebody else recorded meanwhile', async () => {
        let isChanged = false
        const { sent } = show(undefined, { mother: () => (isChanged ? visitedMeanwhile() : akinyi) })
        await fillIn()
        isChanged = true
        await done()
        expect(await screen.findByText('Someone else changed this while you worked. It was not saved.')).toBeVisible()
        expect(sent).toEqual([])
        expect(await screen.findByText('A visit on this day is already recorded. This would be another one.')).toBeVisible()
        await done()
        await screen.findByText('the list')
        expect(sent[0]?.events?.map(({ event }) => event)).not.toContain(plan.event)
    })

    it('forgets the draft of a saved visit even when its page was left before the answer came', async () => {
        let answerNow: (answer: unknown) => void = () => undefined
        const { unmount, sent } = show(() => new Promise((resolve) => (answerNow = resolve)))
        await fillIn()
        await done()
        await waitFor(() => expect(sent).toHaveLength(1))
        unmount()
        answerNow(accepted)
        await waitFor(() => expect(draftOf('teAkinyi000 2026-11-21')).toBeUndefined())
    })

    it('marks the answer that the server refuses', async () => {
        show(() => ({
            status: 'ERROR',
            validationReport: {
                errorReports: [{ errorCode: 'E1303', uid: 'evPlan00000', args: [`identifier=${uidOf('KMMP_TB_STATUS')}`] }],
            },
        }))
        await fillIn()
        await done()
        expect(await screen.findByText('The server did not accept an answer. It was not saved.')).toBeVisible()
        expect(screen.getByRole('radiogroup', { name: 'TB check' })).toHaveAccessibleDescription(/The server did not accept this answer/)
        expect(screen.getByText('Code E1303')).toBeVisible()
    })

    it('names the missing right', async () => {
        show(() => ({ status: 'ERROR', validationReport: { errorReports: [{ errorCode: 'E1000', uid: 'evPlan00000', args: [] }] } }))
        await fillIn()
        await done()
        expect(await screen.findByText('You do not have permission for this record. It was not saved.')).toBeVisible()
    })
})
