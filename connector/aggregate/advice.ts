/**
 * What to do about a code with which figures are refused (dhis2-core: E7xxx and E2xxx up to 2.42, E8xxx from 2.43 on; the same numbers mean
 * other things elsewhere), or with a reason of ours. Codes that ask for the same share a sentence.
 */
const SENTENCES: readonly (readonly [codes: string, advice: string])[] = [
    ['ORG_UNIT_NOT_ASSIGNED', 'Assign the facility to the data set KMMP_DS_MONTHLY, or give it the same code on both servers.'],
    [
        'ORG_UNIT_OUT_OF_VIEW',
        'The account counts clients of the facility and may not see its figures: give it the facility, or an org unit above, as data view org unit too.',
    ],
    ['NO_CATEGORY_OPTION', 'The splits of this element differ from the KMMP package: install the package again.'],
    ['VANISHED', 'The server dropped a zero: set "store zero data values" on the data elements of KMMP_DS_MONTHLY.'],
    ['UNNAMED', 'DHIS2 refused the figures and gave no code. Show the time of the run to the DHIS2 administrator.'],
    [
        'E2010 E2011 E2012',
        'The account may not see figures of this data set, partner or facility: share them with it, or widen its data view.',
    ],
    ['E2020 E7617 E7622 E8011', 'The account does not work at this facility: give it the facility to capture data in.'],
    ['E7600 E8004 E8005', 'The data set is not on the server any more: run kmmp metadata diff.'],
    ['E7601 E8010', 'The account may not write to this data set: let the group of the connector write its data.'],
    ['E7603 E7612 E8105 E8106 E8107', 'The facility is not on the server any more, or the account may not see it.'],
    [
        'E7604 E7615',
        'The partner is no option of this data set any more, or the account may not write for it: let the group of the connector write data of its category option, or run kmmp metadata diff.',
    ],
    ['E8023 E8110 E8111', 'The partner is no option of this data set any more: run kmmp metadata diff.'],
    ['E7605', 'The server wants all compulsory figures of the data set at once: make none of ours compulsory.'],
    ['E7610 E8102 E8103 E8104', 'The data element is not on the server any more: run kmmp metadata diff.'],
    ['E7611 E8100', 'The server does not take this month for a period: show the code to the DHIS2 administrator.'],
    [
        'E7613 E7614',
        'A split of the figure is not on the server any more, or the account may not write data of its category options: run kmmp metadata diff, and let the group of the connector write them.',
    ],
    ['E8108 E8109 E8126 E8127', 'A split of the figure is not on the server any more: run kmmp metadata diff.'],
    ['E7618 E8120 E8121', 'The server got an empty figure: report it to the maintainers.'],
    ['E7619 E8122', 'The data element takes no whole numbers any more: run kmmp metadata diff.'],
    ['E7620 E8124 E8125', 'The server does not take a comment: report it to the maintainers.'],
    ['E7621 E8123', 'The data element has an option set that does not hold this figure: run kmmp metadata diff.'],
    ['E7630 E7631', 'The server wants the splits of a figure named: report it to the maintainers.'],
    ['E7632 E8021', 'The data set is not filled in by month (or year) any more: run kmmp metadata diff.'],
    ['E7633 E8020', 'The data element is not part of the data set any more: run kmmp metadata diff.'],
    ['E7634 E7635 E8024', 'The figure is split otherwise on the server: run kmmp metadata diff.'],
    ['E7636 E8022', 'The data set is not assigned to this facility: kmmp metadata assign does it.'],
    ['E7637', 'The server does not take the name of the account: report it to the maintainers.'],
    ['E7638 E8032', 'The partner was not at work in this month, by the dates of its category option: correct them, or let it be.'],
    ['E7639 E8025', 'The partner does not work at this facility, by its category option: assign the facility to it.'],
    ['E7640 E8030', 'The month is closed for entry: ask who keeps the data set, or let it be.'],
    ['E7641', 'The month lies ahead: let the data set open one future period.'],
    ['E7642 E8033', 'The month is approved: the approved report holds; unapprove it if it must change.'],
    ['E7643 E7644', 'The server takes figures of this month between certain days only: ask who keeps the data set, or let it be.'],
    ['E8000', 'One figure was refused, and the server refused the whole group with it: the other codes say why.'],
    ['E8002 E8003 E8101', 'The server could not tell which data set is meant: report it to the maintainers.'],
    ['E8008 E8009', 'The server does not take the day of completion: report it to the maintainers.'],
    [
        'E7616 E8012',
        'The account may not write for this partner, or a split of the figure: let the group of the connector write data of the category options.',
    ],
    ['E8031', 'The facility was closed in this month, by its opening and closing days: correct them, or let it be.'],
    ['E8128', 'Two figures were sent for one place: report it to the maintainers.'],
]

/** What to do, by code. */
export const figureAdvice: ReadonlyMap<string, string> = new Map(
    SENTENCES.flatMap(([codes, advice]) => codes.split(' ').map((code) => [code, advice] as const))
)

/** What to do about a refusal of figures. What is refused for one element has its code behind a colon. */
export const adviceOnFigures = (code: string): string =>
    figureAdvice.get(code.split(':')[0] ?? '') ?? 'Show this code to the DHIS2 administrator.'
