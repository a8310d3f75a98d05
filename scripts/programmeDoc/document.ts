import { accessText } from './access.ts'
import { benchmarksText, dataSetDoubts, dataSetsText, figuresText, otherFiguresText } from './figures.ts'
import { paragraphs } from './markdown.ts'
import { rulesText } from './rules.ts'
import { scheduleDoubts, scheduleText } from './schedule.ts'
import { doubts, linksText, listsText, programsText } from './stages.ts'
import { checksText, viewsText } from './views.ts'

const INTRODUCTION = `# The programme

What the Kenya Mentor Mother Programme asks, plans and counts in DHIS2, for those who answer for it. This file is written from the same tables that the
app, the connector and the DHIS2 metadata are made of (\`npm run docs\`); do not edit it by hand.

*Compulsory* is what DHIS2 itself demands. *Worked out* is never typed. *Private* is hidden from lists, prints and exports, and from readers who do not ask
it themselves. Appointments are planned visits of the stage to be done; there is no diary beside them.

A source named *domain brief*, *app design* or *architecture* is a section of the papers that these tables were drawn up from; they are no part of this
repository.`

/** The document of the programme, from its tables. */
export const programmeDocument = (): string =>
    `${paragraphs(
        INTRODUCTION,
        '## To be confirmed',
        [...doubts(), ...scheduleDoubts(), ...dataSetDoubts()].map((text) => `- ${text}`).join('\n'),
        programsText(),
        linksText(),
        rulesText(),
        scheduleText(),
        figuresText(),
        otherFiguresText(),
        benchmarksText(),
        dataSetsText(),
        checksText(),
        viewsText(),
        accessText(),
        listsText()
    )}\n`
