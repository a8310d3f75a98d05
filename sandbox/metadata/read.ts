import type { Caller } from '../access/caller.ts'
import { mayRead } from '../access/sharing.ts'
import { refuse, refuseWithPage, type Answer } from '../answer.ts'
import { ok, type Call, type Route } from '../call.ts'
import { text, type JsonObject } from '../json.ts'
import type { Sandbox } from '../sandbox.ts'
import { userSetting } from '../system/settings.ts'
import { MetadataView, type Shown } from './display.ts'
import { parseFields, select } from './fields.ts'
import { page, search } from './query.ts'
import type { MetadataObject } from './registry.ts'
import { className, METADATA_TYPES, type MetadataType } from './types.ts'
import { isUid } from '#dhis2/uid.ts'

const LIST = ['fields', 'filter', 'order', 'paging', 'page', 'pageSize', 'rootJunction', 'query', 'locale', 'translate']
const OF_UNITS = [
    'level',
    'maxLevel',
    'withinUserHierarchy',
    'withinUserSearchHierarchy',
    'userOnly',
    'userDataViewOnly',
    'includeDescendants',
    'includeChildren',
]

/** How the caller sees metadata: names come in the language of `?locale`, else of the caller's settings. */
export const viewFor = ({ sandbox, caller, query }: Call): MetadataView =>
    new MetadataView(sandbox, caller, query.text('locale') ?? String(userSetting(sandbox, caller, 'keyDbLocale') ?? 'en'))

/** The collection that a path names; an unknown one is a path that does not exist. */
export const typeOf = (plural: string | undefined): MetadataType =>
    METADATA_TYPES.get(plural ?? '') ?? refuseWithPage(404, `No static resource api/${plural}.`)

/** A readable object by UID: malformed is 405 from 2.42 on, missing and unreadable are both 404. */
export const findOrRefuse = (sandbox: Sandbox, caller: Caller, type: MetadataType, uid: string | undefined): MetadataObject => {
    if (!isUid(uid ?? '')) {
        return sandbox.rules.malformedMetadataUidStatus === 405
            ? refuse(405, "Request method 'GET' is not supported", null)
            : refuse(404, `${className(type)} with id ${uid} could not be found.`)
    }
    const object = sandbox.registry.get(type.plural, uid)
    if (!object || !(sandbox.rules.readsAnyByUid || mayRead(caller, type.plural, object))) {
        return refuse(404, `${className(type)} with id ${uid} could not be found.`)
    }
    return object
}

const list = (call: Call): Answer => {
    const type = typeOf(call.params.type)
    const { registry } = call.sandbox
    const readable = registry.list(type.plural).filter((object) => mayRead(call.caller, type.plural, object))
    const things = readable.map((object): Shown => ({ type: type.plural, object }))
    const found = search(things, call.query, type.plural, viewFor(call))
    const wanted = type.plural === 'organisationUnits' ? ofHierarchy(call, found) : found
    return answerList(call, type, wanted, call.sandbox.rules.countsUnitsBeforeFilter ? found.length : wanted.length)
}

const answerList = (call: Call, type: MetadataType, things: readonly Shown[], total: number): Answer => {
    const view = viewFor(call)
    const fields = parseFields(call.query.list('fields').join(',') || 'id,displayName')
    const { pager, rows } = page(call, things, total)
    return ok({ ...(pager && { pager }), [type.plural]: rows.map((thing) => select(thing, fields, view)) })
}

const ofHierarchy = ({ sandbox, caller, query }: Call, things: readonly Shown[]): readonly Shown[] => {
    const { orgUnits } = sandbox
    const level = query.text('level')
    const maxLevel = query.text('maxLevel')
    const within = (roots: readonly string[]) => (id: string) => orgUnits.isWithin(id, roots)
    const tests: ((id: string) => boolean)[] = [
        ...(query.flag('withinUserHierarchy') ? [within(caller.capture)] : []),
        ...(query.flag('withinUserSearchHierarchy') ? [within(caller.search)] : []),
        ...(query.flag('userOnly') ? [(id: string) => caller.capture.includes(id)] : []),
        ...(query.flag('userDataViewOnly') ? [(id: string) => caller.view.includes(id)] : []),
        ...(level === undefined ? [] : [(id: string) => orgUnits.level(id) === Number(level)]),
        ...(maxLevel === undefined ? [] : [(id: string) => orgUnits.level(id) <= Number(maxLevel)]),
    ]
    return things.filter(({ object }) => tests.every((test) => test(String(object.id))))
}

const single = (call: Call): Answer => {
    const type = typeOf(call.params.type)
    const object = findOrRefuse(call.sandbox, call.caller, type, call.params.uid)
    const { orgUnits, registry } = call.sandbox
    if (type.plural === 'organisationUnits' && (call.query.flag('includeDescendants') || call.query.flag('includeChildren'))) {
        const ids = call.query.flag('includeDescendants') ? orgUnits.within([object.id]) : [object.id, ...orgUnits.children(object.id)]
        const units = ids.flatMap((id) => registry.get(type.plural, id) ?? []).map((unit) => ({ type: type.plural, object: unit }))
        const found = search(units, call.query, type.plural, viewFor(call))
        const { body, ...answer } = answerList(call, type, found, found.length)
        const { pager, ...unpaged } = body as JsonObject
        return { ...answer, body: call.sandbox.rules.pagesDescendants ? { pager, ...unpaged } : unpaged }
    }
    const fields = parseFields(call.query.list('fields').join(',') || ':all')
    return ok(select<Shown>({ type: type.plural, object }, fields, viewFor(call)))
}

/** `GET /api/metadata`: whole collections, as an export. */
const exportAll = (call: Call): Answer => {
    const view = viewFor(call)
    const fields = parseFields(call.query.list('fields').join(',') || ':owner')
    const types = [...METADATA_TYPES.keys()].filter((plural) => call.query.text(plural) === 'true')
    const body = types.map((plural) => [
        plural,
        call.sandbox.registry
            .list(plural)
            .filter((object) => mayRead(call.caller, plural, object))
            .map((object) => select<Shown>({ type: plural, object }, fields, view)),
    ])
    return ok({ system: { id: text(call.sandbox.url) }, ...Object.fromEntries(body) })
}

export const readRoutes: Route[] = [
    {
        method: 'GET',
        path: '/api/metadata',
        parameters: [...LIST, ...METADATA_TYPES.keys()],
        leftOut: ['defaults', 'download'],
        handle: exportAll,
    },
    { method: 'GET', path: '/api/:type', parameters: [...LIST, ...OF_UNITS], leftOut: ['defaults'], handle: list },
    { method: 'GET', path: '/api/:type/:uid', parameters: [...LIST, ...OF_UNITS], handle: single },
]
