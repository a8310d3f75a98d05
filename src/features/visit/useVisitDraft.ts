import { useCallback, useEffect, useState } from 'react'
import { draftOf, keepDraft } from './drafts.ts'
import type { Draft } from './drafts.ts'

/**
 * The draft of a visit and the ways to change it. It is kept for as long as the page is open, also while one looks at another screen, and
 * closing the page with an unsaved draft asks first.
 */
export const useVisitDraft = (key: string, begin: () => Draft) => {
    const [draft, setDraft] = useState(() => draftOf(key) ?? begin())
    const [begun, setBegun] = useState(() => draftOf(key) !== undefined)
    const change = useCallback((changed: Partial<Draft>) => {
        setBegun(true)
        setDraft((before) => ({ ...before, ...changed }))
    }, [])
    const answer = useCallback((name: string, typed: string) => {
        setBegun(true)
        setDraft((before) => ({ ...before, typed: { ...before.typed, [name]: typed } }))
    }, [])
    useEffect(() => {
        if (begun) {
            keepDraft(key, draft)
        }
    }, [key, draft, begun])
    useEffect(() => {
        if (!begun) {
            return undefined
        }
        const ask = (event: BeforeUnloadEvent) => event.preventDefault()
        addEventListener('beforeunload', ask)
        return () => removeEventListener('beforeunload', ask)
    }, [begun])
    return { draft, change, answer }
}
