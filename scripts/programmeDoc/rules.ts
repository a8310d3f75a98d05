import { paragraphs, table } from './markdown.ts'
import { rulesBeyondForms } from '#programme/rules/beyondForms.ts'
import type { Effect, ServerRule } from '#programme/rules/language.ts'
import { pairRules } from '#programme/rules/pairRules.ts'
import { serverRules } from '#programme/rules/rules.ts'

const effectText = (effect: Effect): string => {
    if ('hide' in effect) {
        return `hides ${effect.hide.join(', ')}`
    }
    if ('hideOptions' in effect) {
        return `hides ${effect.hideOptions.join(', ')} of ${effect.of}`
    }
    if ('hideStage' in effect) {
        return `hides the stage ${effect.hideStage}`
    }
    if ('require' in effect) {
        return `asks for ${effect.require.join(', ')}`
    }
    if ('show' in effect) {
        return `shows: “${effect.show.en}” with the day`
    }
    return 'assign' in effect ? `works out ${effect.assign}` : messageText(effect)
}

const messageText = (effect: Extract<Effect, { at: string }>): string => {
    if ('warn' in effect) {
        return `warns at ${effect.at}: “${effect.warn.en}”`
    }
    return 'error' in effect
        ? `refuses at ${effect.at}: “${effect.error.en}”`
        : `refuses to complete, at ${effect.at}: “${effect.errorOnComplete.en}”`
}

const row = ({ code, title, stages, then, reason, source }: ServerRule): string[] => [
    title.en,
    stages.length === 0 ? 'enrollment' : stages.join(', '),
    then.map(effectText).join('; '),
    reason,
    source,
    code,
]

/** The rules that DHIS2 itself keeps. */
export const rulesText = (): string =>
    paragraphs(
        '## Rules',
        'What DHIS2 itself checks, hides and works out while a form is filled.',
        'What a partner sends is never refused by them: they speak of what is entered in the app or in DHIS2 itself.',
        table(['Rule', 'Where', 'What it does', 'Why', 'Source', 'Code'], serverRules.map(row)),
        '### Rules over mother and infant together',
        'DHIS2 sees one record at a time, so these warn on the page of the pair.',
        table(
            ['Rule', 'Warning', 'Answers', 'Why', 'Source', 'Code'],
            pairRules.map(({ title, warn, between, reason, source, code }) => [title.en, warn.en, between.join(', '), reason, source, code])
        ),
        '### Rules that no form can keep',
        table(
            ['Rule', 'Kept by', 'Why', 'Source', 'Code'],
            rulesBeyondForms.map(({ title, keptBy, reason, source, code }) => [title.en, keptBy.en, reason, source, code])
        )
    )
