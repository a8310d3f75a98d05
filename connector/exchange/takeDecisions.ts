import type { History } from '../ledger/history.ts'
import type { DataStore } from './dataStore.ts'
import type { Asked } from './reviewItems.ts'
import { Decision, exchangeKey } from '#programme/exchange.ts'

const PREFIX = exchangeKey.decision('')

/**
 * Takes what staff decided in DHIS2 into the ledger, with who did, and removes it there. What does not answer an open question is said and
 * removed as well: it would keep others from answering.
 *
 * @param asked open questions by item
 * @returns how many questions were answered, and what is to be said
 */
export const takeDecisions = async (
    store: DataStore,
    asked: ReadonlyMap<string, Asked>,
    { history, sources }: { history: Pick<History, 'decide'>; sources: readonly string[] }
): Promise<{ taken: number; notes: string[] }> => {
    const ours = (await store.keys()).filter((key) => sources.some((source) => key.startsWith(`${PREFIX}${source}.`)))
    const notes: string[] = []
    let taken = 0
    for (const key of ours) {
        const item = key.slice(PREFIX.length)
        const decision = Decision.safeParse(await store.read(key)).data
        const question = asked.get(item)
        const answers = question && decision && answersOf(question, decision)
        if (answers === undefined) {
            notes.push(
                question === undefined
                    ? `A decision is too late: nothing is asked any more (${key}).`
                    : `A decision does not fit its question (${key}).`
            )
        } else {
            const by = await store.writerOf(key)
            answers.forEach(({ id, answer }) => history.decide(id, answer, by))
            taken++
        }
        await store.remove(key)
    }
    return { taken, notes }
}

type Answers = { id: number; answer: Decision['action'] }[]

/** What a decision says to each question of an item; undefined when it does not answer. */
const answersOf = ({ item, reviews }: Asked, { action, candidate }: Decision): Answers | undefined => {
    if (!item.actions.includes(action)) {
        return undefined
    }
    if (action !== 'same') {
        return reviews.map(({ id }) => ({ id, answer: action }))
    }
    const chosen = reviews.find(({ uid }) => uid === candidate)
    return chosen && [{ id: chosen.id, answer: action }]
}
