import { attributeUid, stageUid, uidOf } from './installed.ts'

const attributes = (values: Record<string, string>) =>
    Object.entries(values).map(([stem, value]) => ({ attribute: attributeUid(stem), value }))

const values = (answers: Record<string, string>) =>
    Object.entries(answers).map(([stem, value]) => ({ dataElement: uidOf(`KMMP_${stem}`), value }))

const link = {
    relationship: 'reMotherJoy',
    relationshipType: 'rtMotherChi',
    from: { trackedEntity: { trackedEntity: 'teAkinyi000' } },
    to: {
        trackedEntity: {
            trackedEntity: 'teJoy000000',
            attributes: attributes({ GIVEN_NAME: 'Joy', DATE_OF_BIRTH: '2026-09-12' }),
        },
    },
}

/** The plan of Akinyi's next visit: today is 21 November 2026. */
export const plan = {
    event: 'evPlan00000',
    programStage: stageUid('KMMP_M_PNC'),
    enrollment: 'enAkinyi000',
    trackedEntity: 'teAkinyi000',
    orgUnit: 'ouMathare00',
    status: 'SCHEDULE',
    scheduledAt: '2026-11-19T00:00:00.000',
    assignedUser: { username: 'mentor' },
    notes: [{ value: 'KMMP1 key=PNC_CONTACT a=2026-09-12 v=2026-1 pair=teAkinyi000 src=APP', storedAt: '2026-10-24T08:00:00.000' }],
}

/** A mother who came from a partner, with one visit and one plan. */
export const akinyi = {
    trackedEntity: 'teAkinyi000',
    trackedEntityType: 'ttPerson000',
    orgUnit: 'ouMathare00',
    attributes: attributes({
        GIVEN_NAME: 'Akinyi',
        FAMILY_NAME: 'Atieno',
        DATE_OF_BIRTH: '1998-03-01',
        M2M_CLIENT_ID: 'KE-13077-04512',
        PHONE_NUMBER: '+254700000045',
        VILLAGE: 'Huruma',
        CLIENT_TYPE: 'BREASTFEEDING_HIV_POS',
    }),
    enrollments: [
        {
            enrollment: 'enAkinyi000',
            trackedEntity: 'teAkinyi000',
            program: 'prMother000',
            orgUnit: 'ouMathare00',
            enrolledAt: '2026-06-15T00:00:00.000',
            occurredAt: '2026-06-15T00:00:00.000',
            status: 'ACTIVE',
            events: [
                plan,
                {
                    event: 'evVisit0000',
                    programStage: stageUid('KMMP_M_PNC'),
                    enrollment: 'enAkinyi000',
                    orgUnit: 'ouMathare00',
                    status: 'COMPLETED',
                    occurredAt: '2026-10-24T00:00:00.000',
                    dataValues: values({
                        SERVICE_POINT: 'FACILITY_PNC_CWC',
                        ADHERENCE: 'GOOD',
                        ON_ART_TODAY: 'true',
                        SOURCE_SYSTEM: 'COMMCARE',
                    }),
                },
            ],
        },
    ],
    relationships: [link],
}

/** Her daughter, ten weeks old, whose first test was negative. */
export const joy = {
    trackedEntity: 'teJoy000000',
    trackedEntityType: 'ttPerson000',
    orgUnit: 'ouMathare00',
    attributes: attributes({ GIVEN_NAME: 'Joy', DATE_OF_BIRTH: '2026-09-12', HEI_NUMBER: '13077-2026-00045' }),
    enrollments: [
        {
            enrollment: 'enJoy000000',
            trackedEntity: 'teJoy000000',
            program: 'prChild0000',
            orgUnit: 'ouMathare00',
            enrolledAt: '2026-09-14T00:00:00.000',
            occurredAt: '2026-09-12T00:00:00.000',
            status: 'ACTIVE',
            events: [
                {
                    event: 'evTest00000',
                    programStage: stageUid('KMMP_C_TEST'),
                    enrollment: 'enJoy000000',
                    orgUnit: 'ouMathare00',
                    status: 'COMPLETED',
                    occurredAt: '2026-10-26T00:00:00.000',
                    dataValues: values({
                        CTEST_KIND: 'PCR',
                        CTEST_POINT: 'W6',
                        SAMPLE_DATE: '2026-10-26',
                        CTEST_RESULT: 'NEGATIVE',
                        RESULT_DATE: '2026-11-02',
                    }),
                },
            ],
        },
    ],
    relationships: [link],
}
