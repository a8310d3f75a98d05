import type { AggregateElement, DataSet, Ratio } from './figureTypes.ts'

/** A data set that is not counted from client records, with its elements and the percentages over them. */
interface HandSet {
    dataSet: Omit<DataSet, 'elements'>
    elements: readonly AggregateElement[]
    ratios: readonly Ratio[]
}

type Words = readonly [en: string, sw: string]

const element = (stem: string, [en, sw]: Words, [moreEn, moreSw]: Words, more: Partial<AggregateElement> = {}): AggregateElement => ({
    code: `KMMP_${stem}`,
    name: { en: `KMMP ${en}`, sw: `KMMP ${sw}` },
    formName: { en, sw },
    description: { en: moreEn, sw: moreSw },
    ...more,
})

const last = { aggregation: 'LAST_IN_PERIOD' } as const
const number = { valueType: 'NUMBER', aggregation: 'NONE' } as const

/** Both parts of a ratio, and the percentage. */
const ratioOf = (stem: string, [en, sw]: Words, [moreEn, moreSw]: Words): { elements: readonly AggregateElement[]; ratio: Ratio } => ({
    elements: [
        element(`${stem}_N`, [en, sw], [moreEn, moreSw], last),
        element(`${stem}_D`, [`${en}, out of`, `${sw}, kati ya`], [moreEn, moreSw], last),
    ],
    ratio: {
        code: `KMMP_${stem}`,
        name: { en: `KMMP ${en}, %`, sw: `KMMP ${sw}, %` },
        description: { en: moreEn, sw: moreSw },
        numerator: `KMMP_${stem}_N`,
        denominator: `KMMP_${stem}_D`,
    },
})

const monthly = {
    reportedBy: 'facilities',
    periodType: 'Monthly',
    timelyDays: 15,
    openFuturePeriods: 1,
    expiryDays: 0,
} as const

const yearly = {
    reportedBy: 'country',
    periodType: 'Yearly',
    timelyDays: 60,
    openFuturePeriods: 1,
    expiryDays: 0,
    filledFrom: 'published',
} as const

const supplies: readonly (readonly [stem: string, en: string, sw: string])[] = [
    ['NVP', 'nevirapine syrup', 'dawa ya nevirapine'],
    ['AZT', 'zidovudine syrup', 'dawa ya zidovudine'],
    ['ART', 'treatment for mothers', 'dawa za akina mama'],
    ['HIV_KIT', 'HIV test kits', 'vifaa vya kupima VVU'],
    ['DBS', 'blood spot cards', 'kadi za damu kavu'],
    ['VL_TUBE', 'viral load tubes', 'mirija ya kiasi cha virusi'],
]

const stockOuts: HandSet = {
    dataSet: {
        code: 'KMMP_DS_STOCKOUT',
        name: { en: 'KMMP Stock-outs', sw: 'KMMP Ukosefu wa bidhaa' },
        description: {
            en: 'Days of the month without medicines and supplies: they explain figures that fall',
            sw: 'Siku za mwezi bila dawa na vifaa: zinaeleza takwimu zinazoshuka',
        },
        filledFrom: 'people',
        ...monthly,
        expiryDays: 90,
    },
    elements: supplies.map(([stem, en, sw]) =>
        element(
            `STOCKOUT_${stem}`,
            [`Days without ${en}`, `Siku bila ${sw}`],
            [`Days of the month on which the facility had no ${en}, 0 to 31`, `Siku za mwezi ambazo kituo hakikuwa na ${sw}, 0 hadi 31`]
        )
    ),
    ratios: [],
}

const service: HandSet = {
    dataSet: {
        code: 'KMMP_DS_SERVICE',
        name: { en: 'KMMP Service locations', sw: 'KMMP Maeneo ya huduma' },
        description: {
            en: 'Where the programme works, and since when: an org unit’s opening date is not the start of the programme there',
            sw: 'Mahali programu inapofanya kazi, na tangu lini: tarehe ya kufunguliwa kwa kituo si mwanzo wa programu',
        },
        filledFrom: 'people',
        ...monthly,
    },
    elements: [
        element(
            'SERVICE_LOCATIONS',
            ['Service locations', 'Maeneo ya huduma'],
            [
                'Places of the facility and around it where Mentor Mothers work',
                'Maeneo ya kituo na karibu nacho ambako Mama Washauri hufanya kazi',
            ],
            { ...last, categoryCombo: 'KMMP_LOCATION' }
        ),
        element(
            'SITE_KMMP_START',
            ['Programme works here since', 'Programu ipo hapa tangu'],
            ['The day on which the programme began at the facility', 'Siku ambayo programu ilianza katika kituo'],
            { valueType: 'DATE', aggregation: 'NONE' }
        ),
        element(
            'SITE_PMTCT',
            ['Offers prevention of mother-to-child transmission', 'Hutoa huduma ya kuzuia maambukizi ya mama kwa mtoto'],
            ['1 when the facility offers it, else 0', '1 kama kituo hutoa huduma, vinginevyo 0'],
            last
        ),
    ],
    ratios: [],
}

const workforceRatios = [
    ratioOf(
        'IND_CASELOAD',
        ['Pairs for each Mentor Mother', 'Mama na mtoto kwa kila Mama Mshauri'],
        [
            'Pairs followed at the end of the month for each active Mentor Mother; above 60 is a warning (our assumption)',
            'Mama na mtoto wanaofuatiliwa mwisho wa mwezi kwa kila Mama Mshauri hai; zaidi ya 60 ni onyo',
        ]
    ),
    ratioOf(
        'IND_DEBRIEF',
        ['Mentor Mothers debriefed', 'Mama Washauri waliopata kikao cha faraja'],
        [
            'Of the active Mentor Mothers: those debriefed in the quarter so far',
            'Kati ya Mama Washauri hai: waliopata kikao cha faraja katika robo hii ya mwaka',
        ]
    ),
    ratioOf(
        'IND_MM_PAID',
        ['Mentor Mothers paid up to date', 'Mama Washauri waliolipwa'],
        ['Of the active Mentor Mothers: those whose pay or stipend is up to date', 'Kati ya Mama Washauri hai: ambao malipo yao yamelipwa']
    ),
    ratioOf(
        'IND_MM_DISABILITY',
        ['Mentor Mothers trained in disability', 'Mama Washauri waliofunzwa ulemavu'],
        ['Of the active Mentor Mothers: those trained in disability', 'Kati ya Mama Washauri hai: waliofunzwa kuhusu ulemavu']
    ),
    ratioOf(
        'IND_SITE_MM',
        ['PMTCT facilities with a Mentor Mother', 'Vituo vya PMTCT vyenye Mama Mshauri'],
        [
            'Of the facilities that offer prevention of mother-to-child transmission: those with an active Mentor Mother',
            'Kati ya vituo vinavyotoa huduma ya PMTCT: vyenye Mama Mshauri hai',
        ]
    ),
]

const workforce: HandSet = {
    dataSet: {
        code: 'KMMP_DS_WORKFORCE',
        name: { en: 'KMMP Mentor Mothers and sites', sw: 'KMMP Mama Washauri na vituo' },
        description: {
            en: 'Figures about staff, sites and anonymous contacts, counted from staff records and events without clients',
            sw: 'Takwimu za wahudumu, vituo na mawasiliano bila jina, kutoka rekodi za wahudumu na matukio yasiyo na wateja',
        },
        filledFrom: 'staff',
        ...monthly,
    },
    elements: [
        element(
            'IND_MM_ACTIVE',
            ['Active Mentor Mothers', 'Mama Washauri hai'],
            [
                'Staff with a profile and no exit who attended a client in the last 60 days',
                'Wahudumu wenye wasifu, ambao hawajatoka, na walihudumia mteja siku 60 zilizopita',
            ],
            { ...last, categoryCombo: 'KMMP_CADRE' }
        ),
        element(
            'IND_SITE_ACTIVE',
            ['Active service locations', 'Maeneo hai ya huduma'],
            [
                'Service locations with at least one client event in the quarter so far',
                'Maeneo ya huduma yenye angalau tukio moja la mteja katika robo hii ya mwaka',
            ],
            { ...last, categoryCombo: 'KMMP_LOCATION' }
        ),
        element(
            'IND_ESERV_ANON',
            ['Anonymous contacts at a distance', 'Mawasiliano ya mbali bila jina'],
            [
                'Contacts by phone, chat, text message or video of people who gave no name',
                'Mawasiliano kwa simu, gumzo, ujumbe au video ya watu ambao hawakutaja jina',
            ],
            { categoryCombo: 'KMMP_CHANNEL' }
        ),
        ...workforceRatios.flatMap(({ elements }) => elements),
    ],
    ratios: workforceRatios.map(({ ratio }) => ratio),
}

const tiles: readonly (readonly [stem: string, en: string, sw: string])[] = [
    ['NEW_CLIENTS', 'new clients', 'wateja wapya'],
    ['ESERV_NEW', 'new clients reached at a distance', 'wateja wapya waliofikiwa kwa mbali'],
    ['MM_ACTIVE', 'Mentor Mothers', 'Mama Washauri'],
    ['SITE_ACTIVE', 'service locations', 'maeneo ya huduma'],
]

const headline: HandSet = {
    dataSet: {
        code: 'KMMP_DS_HEADLINE',
        name: { en: 'KMMP Headline figures of the year', sw: 'KMMP Takwimu kuu za mwaka' },
        description: {
            en: 'What the partner reports for a year beside what is counted from records. A year without a value has none: it is not zero',
            sw: 'Anachoripoti mshirika kwa mwaka kando ya kinachohesabiwa kutoka rekodi. Mwaka usio na thamani si sifuri',
        },
        ...yearly,
    },
    elements: tiles.flatMap(([stem, en, sw]) => [
        element(
            `HEADLINE_${stem}_REPORTED`,
            [`Reported ${en}`, `Walioripotiwa: ${sw}`],
            [`${en} of the year as the partner reports them`, `${sw} wa mwaka kama mshirika anavyoripoti`],
            number
        ),
        element(
            `HEADLINE_${stem}_COUNTED`,
            [`Counted ${en}`, `Waliohesabiwa: ${sw}`],
            [`${en} of the year as counted from records`, `${sw} wa mwaka kama walivyohesabiwa kutoka rekodi`],
            number
        ),
    ]),
    ratios: [],
}

const benchmarkWords: readonly (readonly [stem: string, en: string, sw: string])[] = [
    ['MTCT_UN_LINE', 'MTCT, line of the United Nations, %', 'Maambukizi ya mama kwa mtoto, mstari wa UN, %'],
    ['MTCT_KENYA', 'MTCT in Kenya, modelled, %', 'Maambukizi ya mama kwa mtoto Kenya, makadirio, %'],
    ['MTCT_M2M', 'MTCT of mothers2mothers clients, %', 'Maambukizi ya mama kwa mtoto, wateja wa mothers2mothers, %'],
    ['CHILD_INFECTIONS_KENYA', 'New child infections in Kenya', 'Maambukizi mapya ya watoto Kenya'],
    [
        'INFECTIONS_ART_STOPPED',
        'Child infections from mothers who stopped treatment, %',
        'Maambukizi kutoka kwa akina mama walioacha dawa, %',
    ],
    ['INFECTIONS_NEVER_ART', 'Child infections from mothers never treated, %', 'Maambukizi kutoka kwa akina mama wasiowahi kupata dawa, %'],
    ['ANC_KENYA', 'Attendance of antenatal care in Kenya, %', 'Mahudhurio ya kliniki ya wajawazito Kenya, %'],
    ['ART_INIT_M2M', 'Started on treatment, mothers2mothers, %', 'Walioanza dawa, mothers2mothers, %'],
    ['RET_12_M2M', 'Alive and in care at 12 months, mothers2mothers, %', 'Hai na kwenye huduma miezi 12, mothers2mothers, %'],
    [
        'RET_12_NEW_M2M',
        'New starters alive and in care at 12 months, mothers2mothers, %',
        'Walioanza wapya walio hai na kwenye huduma miezi 12, mothers2mothers, %',
    ],
    [
        'INCIDENCE_M2M',
        'New infections in negative clients, mothers2mothers, %',
        'Maambukizi mapya kwa wateja wasio na VVU, mothers2mothers, %',
    ],
    ['ECD_12_M2M', 'All milestones reached at 12 months, mothers2mothers, %', 'Waliofikia hatua zote miezi 12, mothers2mothers, %'],
]

const benchmark: HandSet = {
    dataSet: {
        code: 'KMMP_DS_BENCHMARK',
        name: { en: 'KMMP Benchmarks', sw: 'KMMP Viwango vya kulinganisha' },
        description: {
            en: 'Published values of other years and places, to see our figures beside. They are comparable in intent, not in arithmetic',
            sw: 'Thamani zilizochapishwa za miaka na mahali pengine, za kulinganisha. Zinalingana kwa nia, si kwa hesabu',
        },
        ...yearly,
    },
    elements: benchmarkWords.map(([stem, en, sw]) =>
        element(
            `BM_${stem}`,
            [en, sw],
            [
                'Published value; year, source and definition stand with it in the programme’s documentation',
                'Thamani iliyochapishwa; mwaka, chanzo na maana yake viko kwenye nyaraka za programu',
            ],
            number
        )
    ),
    ratios: [],
}

/** Data sets that are not counted from client records. */
export const handElements: readonly HandSet[] = [stockOuts, service, workforce, headline, benchmark]
