import { newObject, type Payload } from '../../../connector/plan/payload.ts'
import type { Delivery } from '../../../connector/plan/planPage.ts'
import { recordOf } from '../../../connector/plan/record.ts'
import type { Wanted, WantedEnrollment, WantedEvent, WantedRelationship, WantedTrackedEntity } from '../../../connector/records.ts'
import { enrollment, person, value, visit } from '../../../connector/testing/wanted.ts'
import type { Server } from './server.ts'

/** Objects as the connector wants them, of the programme of this suite; a test changes what matters to it. */
export const wantedOn = (server: Server) => {
    const ofProgram = () => ({ program: server.uid('program main'), orgUnit: server.uid('alpha') })
    const woman = (name: string, changes: Partial<WantedTrackedEntity> = {}) =>
        person(server.uid(`person ${name}`), {
            trackedEntityType: server.uid('type person'),
            orgUnit: server.uid('alpha'),
            values: [value(server.uid('attribute given'), `Given ${name}`)],
            ...changes,
        })
    const enrolled = (name: string, changes: Partial<WantedEnrollment> = {}) => {
        const day = server.day(-60)
        const dates = { enrolledAt: day, occurredAt: day }
        return enrollment(server.uid(`enrollment ${name}`), server.uid(`person ${name}`), { ...ofProgram(), ...dates, ...changes })
    }
    const visited = (name: string, changes: Partial<WantedEvent> = {}) => {
        const of = { trackedEntity: server.uid(`person ${name}`), enrollment: server.uid(`enrollment ${name}`) }
        return visit(server.uid(`visit ${name}`), of, {
            ...ofProgram(),
            programStage: server.uid('stage visit'),
            occurredAt: server.day(-10),
            ...changes,
        })
    }
    const delivery = (wanted: Wanted, payload: Payload = newObject(wanted)): Delivery => ({
        row: `row of ${wanted.uid}`,
        wanted,
        action: 'create',
        payload,
        record: recordOf(wanted, { owner: 'row', fields: '', linked: false, program: server.uid('program main'), since: 1 }),
    })
    const deletion = (wanted: WantedEvent | WantedRelationship): Delivery => ({
        ...delivery(wanted, { [wanted.kind]: wanted.uid }),
        action: 'delete',
    })
    const client3 = (name: string) => [woman(name), enrolled(name), visited(name)]
    return { woman, enrolled, visited, client3, delivery, deletion }
}
