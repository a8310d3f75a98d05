import { i18n } from '../i18n.ts'
import type { Place } from './place.tsx'

export interface Section {
    path: string
    name: string
}

/** The sections that a person may open, in the order of the bar. What a person may not open is absent. */
export const sectionsOf = ({ session, metadata, facility }: Place): Section[] => {
    const sections: Section[] = []
    if (facility && metadata.programs.get('KMMP_MOTHER')?.readable) {
        sections.push({ path: '/today', name: i18n.t('Today') }, { path: '/find', name: i18n.t('Find') })
    }
    if (session.may('MENTOR_MOTHERS_COUNTY')) {
        sections.push({ path: '/county', name: i18n.t('County') })
    }
    return sections
}
