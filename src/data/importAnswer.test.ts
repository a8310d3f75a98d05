import { AppError } from './appError.ts'
import { assertImported } from './importAnswer.ts'

const refused = (errorCode: string, args: unknown[] = []) => ({
    status: 'ERROR',
    validationReport: { errorReports: [{ errorCode, uid: 'evNew000000', trackerType: 'EVENT', args, message: 'Akinyi Atieno' }] },
})

const errorOf = (answer: unknown): AppError => {
    try {
        assertImported(answer, ['deWeight000', 'deNum000000'])
    } catch (error) {
        if (error instanceof AppError) {
            return error
        }
    }
    throw new Error('was accepted')
}

describe('the answer to a saved visit', () => {
    it('is accepted when the server wrote it', () => {
        expect(() => assertImported({ status: 'OK', validationReport: { errorReports: [] } }, [])).not.toThrow()
    })

    it.each([
        ['E1000', 'denied'],
        ['E1102', 'denied'],
        ['E1326', 'conflict'],
        ['E1082', 'gone'],
        ['E1302', 'invalid'],
    ])('%s is %s', (code, kind) => {
        expect(errorOf(refused(code)).kind).toBe(kind)
    })

    it.each([
        ['MetadataIdentifier(idScheme=UID, identifier=deNum000000, attributeValue=null)', 'deNum000000'],
        ['deWeight000', 'deWeight000'],
        ['INTEGER_POSITIVE', undefined],
    ])('finds the question that the server names as %s', (arg, field) => {
        expect(errorOf(refused('E1303', [arg])).field).toBe(field)
    })

    it('never repeats what the server wrote, which can hold a name', () => {
        expect(errorOf(refused('E1302')).message).toBe('invalid E1302')
    })

    it('is unknown when it holds no report', () => {
        expect(errorOf({ status: 'ERROR', message: 'Deadlock' }).kind).toBe('server')
    })
})
