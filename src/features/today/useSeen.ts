import { useEffect } from 'react'
import type { RefObject } from 'react'
import type { Uid } from '#dhis2/uid.ts'

/** A row counts as looked at when nothing has moved for this long, in milliseconds. */
const REST = 500
const MOST_AT_ONCE = 20

/** Tells which pairs of a list stand in view, each time the list or the page has come to rest. */
export const useSeen = (list: RefObject<HTMLUListElement>, rows: readonly unknown[], onSeen: (pairs: readonly Uid[]) => void): void => {
    useEffect(() => {
        let rest: ReturnType<typeof setTimeout>
        const look = () => {
            clearTimeout(rest)
            rest = setTimeout(() => onSeen(list.current ? pairsInView(list.current) : []), REST)
        }
        look()
        // scrolling does not bubble, and the page may scroll inside a part of the document
        document.addEventListener('scroll', look, { capture: true, passive: true })
        window.addEventListener('resize', look)
        return () => {
            clearTimeout(rest)
            document.removeEventListener('scroll', look, { capture: true })
            window.removeEventListener('resize', look)
        }
    }, [list, rows, onSeen])
}

const pairsInView = (list: HTMLUListElement): Uid[] =>
    [...list.querySelectorAll<HTMLElement>('[data-pair]')]
        .filter((row) => {
            const { top, bottom } = row.getBoundingClientRect()
            return bottom >= 0 && top <= window.innerHeight
        })
        .slice(0, MOST_AT_ONCE)
        .flatMap((row) => row.dataset['pair'] ?? [])
