import { codesIn, errorsOf, Records } from './records.ts'
import { describeServers } from './server.ts'

describeServers('Tracker import errors', (server) => {
    const make = new Records(server)

    it('Q9, §13.5: one object has several codes, in any order', async () => {
        await make.store('many')
        const lost = await server.track('connector', { events: [make.visit('many', { enrollment: server.uid('enrollment never') })] })
        expect(codesIn(lost)).toEqual(['E1079', 'E1313'])
        const unknown = { dataElement: server.uid('element never'), value: '1' }
        const value = await server.track('connector', { events: [make.visit('many', { dataValues: [unknown] })] })
        expect(codesIn(value)).toEqual(['E1304', 'E1305'])
    })

    it('Q9: a programme that the user may not read is answered as one that does not exist', async () => {
        await make.store('hidden', { enrollment: { program: server.uid('program once') } })
        const hidden = make.enrollment('hidden', { enrollment: server.uid('enrollment unread'), program: server.uid('program hidden') })
        const never = { ...hidden, program: server.uid('program never') }
        for (const one of [hidden, never]) {
            expect(codesIn(await server.track('worker', { enrollments: [one] }))).toEqual(['E1069'])
        }
    })

    it('Q10: reports may dump whole objects, so code, type and UID are what can be relied upon', async () => {
        await make.store('dumped')
        const answer = await server.track('connector', { events: [make.visit('dumped', { occurredAt: undefined })] })
        const { errorReports } = (answer.body as { validationReport: { errorReports: object[] } }).validationReport
        expect(errorReports).toEqual([
            expect.objectContaining({ errorCode: 'E1031', trackerType: 'EVENT', uid: server.uid('visit dumped') }),
        ])
        expect(errorReports[0]).toHaveProperty('message')
    })

    it.each([
        ['an active event in the future', (day: (days: number) => string) => ({ occurredAt: day(30) })],
        ['an event before its enrollment', (day: (days: number) => string) => ({ occurredAt: day(-2000) })],
        [
            'an appointment in the past',
            (day: (days: number) => string) => ({ status: 'SCHEDULE', occurredAt: undefined, scheduledAt: day(-30) }),
        ],
    ])('Q13: %s is stored', async (what, more) => {
        await make.store(what)
        expect(
            (
                await server.track('connector', {
                    events: [
                        make.visit(
                            what,
                            more((days) => server.day(days))
                        ),
                    ],
                })
            ).status
        ).toBe(200)
    })

    it.each(['COMPLETED', 'CANCELLED'])('Q13: a new event in a %s enrollment is stored', async (status) => {
        await make.store(status, { enrollment: { status } })
        expect((await server.track('connector', { events: [make.visit(status)] })).status).toBe(200)
    })

    it('Q13: a polygon for a type of points is stored', async () => {
        const geometry = {
            type: 'Polygon',
            coordinates: [
                [
                    [0, 0],
                    [1, 0],
                    [1, 1],
                    [0, 0],
                ],
            ],
        }
        expect((await server.track('connector', { trackedEntities: [make.person('polygon', { geometry })] })).status).toBe(200)
    })

    it('§13.5: each mistake of a client has its code', async () => {
        await make.store('wrong')
        await make.store('once', { enrollment: { program: server.uid('program once') } })
        const enrolled = (more: Record<string, unknown>) => ({ enrollments: [make.enrollment('wrong', more)] })
        const visit = (more: Record<string, unknown>) => ({ events: [make.visit('wrong', more)] })
        const first = { programStage: server.uid('stage first') }
        const thing = make.person('thing', { trackedEntityType: server.uid('type thing'), attributes: [] })
        await server.track('connector', { trackedEntities: [thing, make.person('nameless')] })
        const mistakes: [string, object, string[]][] = [
            ['second active enrollment', enrolled({ enrollment: server.uid('enrollment again') }), ['E1015']],
            [
                'second enrollment where one is allowed',
                {
                    enrollments: [
                        make.enrollment('once', {
                            enrollment: server.uid('enrollment twice'),
                            program: server.uid('program once'),
                            status: 'COMPLETED',
                        }),
                    ],
                },
                ['E1016'],
            ],
            ['attribute of no programme', enrolled({ attributes: [make.attribute('foreign', 'x')] }), ['E1019']],
            ['tracked entity of another type', { enrollments: [make.enrollment('thing')] }, ['E1022']],
            [
                'event where the programme is not',
                visit({
                    program: server.uid('program once'),
                    programStage: server.uid('stage once'),
                    enrollment: server.uid('enrollment once'),
                    orgUnit: server.uid('beta'),
                }),
                ['E1029'],
            ],
            [
                'enrollment where the programme is not',
                { enrollments: [make.enrollment('nameless', { program: server.uid('program once'), orgUnit: server.uid('beta') })] },
                ['E1041'],
            ],
            [
                'data values on an appointment',
                visit({ status: 'SCHEDULE', scheduledAt: server.day(5), dataValues: [make.value('note', 'x')] }),
                ['E1315'],
            ],
            ['a code that is no option', visit({ dataValues: [make.value('regimen', 'XYZ')] }), ['E1125']],
            ['a value of the wrong type', visit({ dataValues: [make.value('weight', '-1')] }), ['E1302']],
            ['a whole number with a zero in front', visit({ dataValues: [make.value('weight', '07')] }), ['E1302']],
            ['an element of no stage', visit({ dataValues: [make.value('elsewhere', 'x')] }), ['E1305']],
            [
                'a compulsory element missing on completion',
                visit({ ...first, event: server.uid('visit first'), status: 'COMPLETED' }),
                ['E1303'],
            ],
            [
                'an attribute of the wrong type',
                { trackedEntities: [make.person('wrong', { attributes: [make.attribute('parity', '-3')] })] },
                server.pick(['E1085'], ['E1007'], ['E1007'], ['E1007']),
            ],
            ['no mandatory attribute', { trackedEntities: [make.person('unnamed', { attributes: [] })] }, ['E1090']],
            ['another type', { trackedEntities: [{ ...thing, trackedEntityType: server.uid('type person') }] }, ['E1126']],
            ['no org unit', { trackedEntities: [make.person('placeless', { orgUnit: undefined })] }, ['E1121']],
            ['outside the capture scope', { trackedEntities: [make.person('outside', { orgUnit: server.uid('gamma') })] }, ['E1000']],
        ]
        const found: [string, string[]][] = []
        for (const [what, body] of mistakes) {
            found.push([what, codesIn(await server.track(what === 'outside the capture scope' ? 'worker' : 'connector', body))])
        }
        expect(found).toEqual(mistakes.map(([what, , codes]) => [what, codes]))
    })

    it('§13.5: a stage that does not repeat takes one event, and a visit does not turn back into an appointment', async () => {
        const first = make.visit('single', { programStage: server.uid('stage first') })
        await make.store('single', { visits: [first] })
        const second = { ...first, event: server.uid('visit single again') }
        expect(codesIn(await server.track('connector', { events: [second] }))).toEqual(['E1039'])
        const back = { ...first, status: 'SCHEDULE', occurredAt: undefined, scheduledAt: server.day(3) }
        expect(codesIn(await server.track('connector', { events: [back] }))).toEqual(['E1316'])
    })

    it('Q54: who owns a person in no programme of the account keeps it from changing and from linking her', async () => {
        const main = { program: server.uid('program protected'), orgUnit: server.uid('alpha') }
        await make.store('lent', { enrollment: main })
        await make.store('hers')
        const { transferOf, transferTo } = server.names
        for (const [program, to] of [
            ['program protected', 'gamma'],
            ['program main', 'gamma'],
        ] as const) {
            const person = server.uid(program === 'program main' ? 'person hers' : 'person lent')
            const query = { [transferOf]: person, program: server.uid(program), [transferTo]: server.uid(to) }
            expect((await server.ask('connector', 'PUT', '/api/tracker/ownership/transfer', { query })).status).toBe(200)
        }
        // the worker searches the East: where nobody enrolled her she is where she was registered, in open programmes she is lost with her owner
        expect(codesIn(await server.track('worker', { trackedEntities: [make.person('lent')] }))).toEqual([])
        await server.track('connector', { trackedEntities: [make.person('hers', { orgUnit: server.uid('gamma') })] })
        const lost = await server.track('worker', { trackedEntities: [make.person('hers', { orgUnit: server.uid('gamma') })] })
        expect(codesIn(lost)).toEqual(server.pick(['E1003'], ['E1003'], ['E1003'], ['E1324']))
        await make.store('near')
        for (const link of [make.link('near', 'hers'), make.link('hers', 'near')]) {
            expect(codesIn(await server.track('worker', { relationships: [link] }))).toEqual(['E4020'])
        }
    })

    it('Q55: 2.40 moves anything to an org unit outside the account, 2.41 and 2.42 persons', async () => {
        await make.store('moving', { visits: [make.visit('moving')] })
        const gamma = { orgUnit: server.uid('gamma') }
        const found = [
            await server.track('worker', { events: [make.visit('moving', gamma)] }),
            await server.track('worker', { enrollments: [make.enrollment('moving', gamma)] }),
            await server.track('worker', { trackedEntities: [make.person('moving', gamma)] }),
        ].map((answer) => codesIn(answer).join())
        expect(found).toEqual(server.pick(['', '', ''], ['E1000', 'E1000', ''], ['E1000', 'E1000', ''], ['E1000', 'E1000', 'E1000']))
    })

    it('Q56: events of a stage that does not repeat refuse each other in one request, a stored one too', async () => {
        const first = make.visit('twin', { programStage: server.uid('stage first') })
        await make.store('twin', { visits: [first] })
        const second = { ...first, event: server.uid('visit twin again') }
        const both = await server.track('connector', { events: [first, second] }, { atomicMode: 'OBJECT' })
        expect(errorsOf(both, first.event)).toEqual(['E1039'])
        expect(errorsOf(both, second.event)).toContain('E1039')
        expect(codesIn(await server.track('connector', { events: [first] }))).toEqual([])
    })

    it('§13.5: what was stored before counts as given, and cannot be emptied where it is mandatory', async () => {
        const weighed = { programStage: server.uid('stage first'), status: 'COMPLETED', dataValues: [make.value('weight', '3')] }
        await make.store('weighed', { visits: [make.visit('weighed', weighed)] })
        expect(codesIn(await server.track('connector', { events: [make.visit('weighed', { ...weighed, dataValues: [] })] }))).toEqual([])
        const emptied = { ...weighed, dataValues: [make.value('weight', '')] }
        expect(codesIn(await server.track('connector', { events: [make.visit('weighed', emptied)] }))).toEqual(['E1076'])
        const unnamed = make.person('weighed', { attributes: [make.attribute('given', '')] })
        expect(codesIn(await server.track('connector', { trackedEntities: [unnamed] }))).toEqual(['E1076'])
    })

    it('§13.5: an appointment takes no data values, empty ones neither', async () => {
        await make.store('planned')
        const plan = { status: 'SCHEDULE', occurredAt: undefined, scheduledAt: server.day(5), dataValues: [make.value('note', '')] }
        expect(codesIn(await server.track('connector', { events: [make.visit('planned', plan)] }))).toEqual(['E1315'])
    })

    it('§13.5: an enrollment that the same request cancels still stands in the way of another', async () => {
        await make.store('again')
        const answer = await server.track(
            'connector',
            {
                enrollments: [
                    make.enrollment('again', { status: 'CANCELLED' }),
                    make.enrollment('again', { enrollment: server.uid('enrollment anew') }),
                ],
            },
            { atomicMode: 'OBJECT' }
        )
        expect(errorsOf(answer, server.uid('enrollment anew'))).toEqual(['E1015'])
        expect(errorsOf(answer, server.uid('enrollment again'))).toEqual([])
    })

    it('§13.5: a mandatory programme attribute must be with the tracked entity or the enrollment', async () => {
        const thing = make.person('bare', { trackedEntityType: server.uid('type thing'), attributes: [] })
        await server.track('connector', { trackedEntities: [thing] })
        const codes = codesIn(await server.track('connector', { enrollments: [make.enrollment('bare')] }))
        expect(codes).toContain('E1022')
    })

    it('§13.5: no authority is needed to record, sharing and places decide', async () => {
        expect((await server.track('nobody', { trackedEntities: [make.person('by nobody')] })).status).toBe(200)
        await make.store('by nobody')
        const unshared = { enrollments: [make.enrollment('by nobody', { program: server.uid('program hidden') })] }
        expect(codesIn(await server.track('nobody', unshared))).not.toEqual([])
    })
})
