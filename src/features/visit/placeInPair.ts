import type { Block } from '../../domain/form/visitForm.ts'
import type { Episode } from '#programme/episode.ts'

/**
 * The place of an infant among all infants of the pair. It counts also those who are no longer followed, so that the second twin is
 * `Baby 2` on every screen, also after the first has died.
 */
export const placeInPair = ({ infants }: Episode, { member }: Block): number =>
    infants.findIndex(({ trackedEntity }) => trackedEntity === member.trackedEntity)
