import type { Reconciled } from './reconcile.ts'
import { HV02_REVISION } from '#programme/indicators/hv02.ts'
import type { Compared } from '#programme/indicators/hv02Crosswalk.ts'

const NOTHING = '–'

/** The comparison as people read it in a terminal: the total of each row, then the facilities that differ. */
export const reconcileText = ({ month, total, places }: Reconciled): string => {
    const comparable = total.filter(({ ours, national }) => ours !== undefined || national !== undefined)
    const differing = total.filter(({ difference }) => difference !== undefined && difference !== 0)
    return [
        `MOH 731 section 2, ${month}: counted from client records beside the national report (revision ${HV02_REVISION})`,
        '',
        'row         ours  national  difference',
        ...comparable.map(line),
        ...places.flatMap(({ facility, rows }) => ['', `facility ${facility}`, ...rows.map(line)]),
        '',
        differing.length + places.length === 0
            ? 'No row that both sides report differs.'
            : 'Likely reasons: late entries, clients outside the programme, definitions that differ. The approved report holds; nothing was written.',
    ].join('\n')
}

const line = ({ row, ours, national, difference }: Compared): string =>
    [
        row.padEnd(8),
        String(ours ?? NOTHING).padStart(8),
        String(national ?? NOTHING).padStart(10),
        (difference === undefined ? NOTHING : signed(difference)).padStart(12),
    ].join('')

const signed = (difference: number): string => (difference > 0 ? `+${difference}` : String(difference))
