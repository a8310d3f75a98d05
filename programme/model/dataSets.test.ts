import { catalogue } from '../indicators/catalogue.ts'
import { categories, categoryCombos } from './categories.ts'
import { aggregateElements, dataSets, ratios } from './dataSets.ts'
import { validationRules } from './validationRules.ts'

const codes = new Set(aggregateElements.map(({ code }) => code))

test('every element stands in one data set', () => {
    const kept = dataSets.flatMap(({ elements }) => elements)
    expect(new Set(kept).size).toBe(kept.length)
    expect(new Set(kept)).toEqual(codes)
})

test('every split of an element is a combo whose categories exist, and every combo is used', () => {
    const used = new Set([...aggregateElements, ...dataSets].flatMap(({ categoryCombo }) => categoryCombo ?? []))
    expect(new Set(categoryCombos.map(({ code }) => code))).toEqual(used)
    const parts = new Set(categoryCombos.flatMap((combo) => combo.categories))
    expect(new Set(categories.map(({ code }) => code))).toEqual(parts)
})

test('stems of combos differ, so that no two category option combos share a code', () => {
    expect(new Set(categoryCombos.map(({ stem }) => stem)).size).toBe(categoryCombos.length)
})

test('ratios and validation rules speak of elements that exist', () => {
    const named = [
        ...ratios.flatMap(({ numerator, denominator }) => [numerator, denominator]),
        ...validationRules.flatMap(({ left, right }) => [...left, ...right]),
    ]
    expect(named.filter((code) => !codes.has(code))).toEqual([])
})

test('every indicator has one code, a name and a definition in both languages, and a source', () => {
    expect(new Set(catalogue.map(({ code }) => code)).size).toBe(catalogue.length)
    for (const { code, name, definition, source } of catalogue) {
        expect([code, name.en, name.sw, definition.en, definition.sw, source].filter((text) => text.length < 4)).toEqual([])
    }
})

test.each(
    `NEW_CLIENTS ESERV_NEW MM_ACTIVE SITE_ACTIVE ART_INIT_N HEI_PROPH_N HEI_PCR68_N MTCT_FINAL_N MTCT_EARLY_N RET_3_N RET_6_N RET_12_N RET_24_N
    VL_COVERAGE_N VL_SUPP200_N VL_SUPP1000_N VL_DELIVERY_N HEI_RET_12_N HEI_RET_18_N FINAL_TEST_N FINAL_KNOWN_N EBF6_N DEFAULTER_RETURN_N
    TRACE_48H_N REF_COMPLETE_N PARTNER_TEST_N DISCLOSED_N PHQ_SCREEN_N PHQ_LINK_N GROUP_N ECD_SCREEN_N ECD_ONTRACK_N CFM_POS_N CFM_LINK_N
    INCIDENCE_N TRIPLE_N SYPH_TX_N HBV_TX_N TPT_N FP_6W_N GBV_SCREEN_N GBV_ACTION_N FOOD_N CTX_2M_N POS_ART_N SITE_MM_N CASELOAD_N DEBRIEF_N
    HV02_01 HV02_09 HV02_34 PMTCT_STAT_N PMTCT_ART_N PMTCT_EID_N PMTCT_EID_D PMTCT_HEI_POS PMTCT_FO_N TX_PVLS_PBFW_N`.split(/\s+/)
)('the figure %s has its element', (stem) => {
    expect(codes).toContain(`KMMP_IND_${stem}`)
})

test('sets that people fill are none that the connector may put zeros into', () => {
    const filledFrom = (from: string) => dataSets.filter((dataSet) => dataSet.filledFrom === from).map(({ code }) => code)
    expect(filledFrom('people')).toEqual(['KMMP_DS_STOCKOUT', 'KMMP_DS_SERVICE'])
    expect(filledFrom('published')).toEqual(['KMMP_DS_HEADLINE', 'KMMP_DS_BENCHMARK'])
})
