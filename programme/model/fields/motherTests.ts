import { field, neutral } from '../answer.ts'
import type { Field } from '../types.ts'

const blood = neutral('Blood test', 'Kipimo cha damu')
const test = neutral('Test', 'Kipimo')

/** Viral load and other tests of the mother. */
export const motherTestFields: readonly Field[] = [
    field('VL_REASON', 'OS_VL_REASON', ['Reason of viral load', 'Sababu ya kupima virusi'], {
        timeline: true,
        ...neutral('Reason', 'Sababu'),
    }),
    field(
        'VL_SAMPLE_DATE',
        'DATE',
        ['Viral load sample taken on', 'Sampuli ya virusi ilichukuliwa'],
        neutral('Sample taken on', 'Sampuli ilichukuliwa')
    ),
    field(
        'VL_SAMPLE_ID',
        'TEXT',
        ['Viral load sample number', 'Nambari ya sampuli ya virusi'],
        neutral('Sample number', 'Nambari ya sampuli')
    ),
    field('VL_RESULT_DATE', 'DATE', ['Viral load result on', 'Matokeo ya virusi tarehe'], neutral('Result on', 'Matokeo tarehe')),
    field('VL_LDL', 'BOOLEAN', ['Below detection', 'Haviwezi kuonekana'], { timeline: true, ...blood }),
    field('VL_VALUE', 'INTEGER_ZERO_OR_POSITIVE', ['Copies per ml', 'Nakala kwa ml'], { timeline: true, ...blood }),
    field('VL_SUPPRESSED_200', 'BOOLEAN', ['Suppressed, below 200', 'Vimepungua, chini ya 200'], {
        derived: true,
        timeline: true,
        ...blood,
    }),
    field('VL_SUPPRESSED_1000', 'BOOLEAN', ['Suppressed, below 1,000', 'Vimepungua, chini ya 1,000'], { derived: true, ...blood }),
    field('EAC_SESSION_NO', 'INTEGER_ZERO_OR_POSITIVE', ['Adherence counselling session', 'Kikao cha ushauri wa dawa']),
    field(
        'REGIMEN_SWITCHED',
        'BOOLEAN',
        ['Regimen changed?', 'Dawa zimebadilishwa?'],
        neutral('Medicine changed?', 'Dawa zimebadilishwa?')
    ),
    field('HB', 'NUMBER', ['Haemoglobin', 'Wingi wa damu']),
    field('CD4', 'NUMBER', ['CD4 count', 'Idadi ya CD4'], blood),
    field('TEST_TYPE', 'OS_TEST_TYPE', ['Which test?', 'Kipimo gani?'], { timeline: true, ...test }),
    field('TEST_POINT', 'OS_TEST_POINT', ['When was the test?', 'Kipimo kilikuwa lini?']),
    field('CONSENT_TEST', 'BOOLEAN', ['Agrees to the test?', 'Anakubali kupimwa?']),
    field('TESTED_AS', 'OS_TESTED_AS', ['Tested alone or as a couple?', 'Alipimwa peke yake au na mwenzi?']),
    field('TEST_DATE', 'DATE', ['Date of test', 'Tarehe ya kipimo']),
    field('TEST_RESULT', 'OS_TEST_RESULT', ['Test result', 'Matokeo ya kipimo'], { timeline: true, ...neutral('Result', 'Matokeo') }),
    field('HIV_FINAL', 'OS_HIV_FINAL', ['Final HIV result', 'Matokeo ya mwisho ya VVU'], {
        timeline: true,
        ...neutral('Final result', 'Matokeo ya mwisho'),
    }),
    field('SYPH_TREATED', 'BOOLEAN', ['Treated for syphilis?', 'Ametibiwa kaswende?'], neutral('Treated?', 'Ametibiwa?')),
    field('HBV_TREATED', 'BOOLEAN', ['Treated for hepatitis B?', 'Ametibiwa homa ya ini B?'], neutral('Treated?', 'Ametibiwa?')),
    field('RESULT_GIVEN', 'BOOLEAN', ['Result handed over?', 'Amepewa matokeo?'], { timeline: true }),
]
