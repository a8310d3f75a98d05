import { may } from '../access/sharing.ts'
import { refuse, type Answer } from '../answer.ts'
import { ok, type Call } from '../call.ts'
import { answerPage, orderSql, PAGE_PARAMETERS } from './exportPage.ts'
import { checkedUid, notFound, oneUid } from './exportScope.ts'
import type { RelationshipRow } from './rows.ts'
import { fieldsWanted, Shaper } from './shape.ts'
import { Where } from './where.ts'

export const RELATIONSHIP_PARAMETERS = [...PAGE_PARAMETERS, 'trackedEntity', 'enrollment', 'event', 'includeDeleted']

/** `GET /api/tracker/relationships`: of exactly one object; there is no list of all. */
export const listRelationships = (call: Call): Answer => {
    const given = ['trackedEntity', 'enrollment', 'event'].map((name) => oneUid(call, name)).filter((uid) => uid !== undefined)
    const [uid] = given
    // 2.40 raises these without a code
    const code = call.sandbox.rules.badListStatus === 409 ? null : undefined
    if (uid === undefined) {
        return refuse(400, "Missing required parameter 'trackedEntity', 'enrollment' or 'event'.", code)
    }
    if (given.length > 1) {
        return refuse(400, "Only one of parameters 'trackedEntity', 'enrollment' or 'event' is allowed.", code)
    }
    const where = readable(call).add('r.from_uid = ? OR r.to_uid = ?', uid, uid)
    if (!call.query.flag('includeDeleted')) {
        where.add('r.deleted = 0')
    }
    const order = orderSql(call, 'r', { createdAt: 'r.created_at', createdAtClient: 'r.created_at_client' }, () => undefined)
    const fields = fieldsWanted(call, 'relationships')
    return answerPage<RelationshipRow>(call, { key: 'relationships', alias: 'r', from: 'relationship r', where, order }, (rows) =>
        new Shaper(call).relationships(rows, fields)
    )
}

/** `GET /api/tracker/relationships/{uid}`. */
export const oneRelationship = (call: Call): Answer => {
    const uid = checkedUid(call)
    const where = readable(call).add('r.uid = ?', uid).add('r.deleted = 0')
    const row = call.sandbox.store.one<RelationshipRow>(`SELECT r.* FROM relationship r WHERE ${where.sql}`, ...where.values)
    if (!row) {
        return notFound('Relationship', uid)
    }
    return ok(new Shaper(call).relationships([row], fieldsWanted(call, 'relationships'))[0])
}

const readable = ({ sandbox, caller }: Call): Where => {
    const types = sandbox.registry.list('relationshipTypes').filter(({ sharing }) => may(caller, 'dataRead', sharing))
    return new Where().oneOf(
        'r.type',
        types.map(({ id }) => id)
    )
}
