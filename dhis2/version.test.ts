import { minorOf, trackerNames } from './version.ts'

test.each([
    ['2.41.9.1', 41],
    ['2.43-SNAPSHOT', 43],
    ['2.39.0', 39],
    ['3.0', undefined],
    ['', undefined],
])('version %p has minor %p', (version, expected) => {
    expect(minorOf(version)).toBe(expected)
})

// recorded on servers of each version: a wrong name is ignored and reads unfiltered data
test.each([
    [40, 'instances', 'orgUnit', 'ouMode', 'trackedEntity', ';', 'programStatus', 'ou'],
    [41, 'events', 'orgUnits', 'orgUnitMode', 'trackedEntities', ',', 'programStatus', 'ou'],
    [42, 'events', 'orgUnits', 'orgUnitMode', 'trackedEntities', ',', 'enrollmentStatus', 'orgUnit'],
    [43, 'events', 'orgUnits', 'orgUnitMode', 'trackedEntities', ',', 'enrollmentStatus', 'orgUnit'],
])('2.%i reads by its own names', (minor, listKey, orgUnits, orgUnitMode, trackedEntities, separator, enrollmentStatus, transferTo) => {
    const names = trackerNames(minor)
    expect(names.listKey('events')).toBe(listKey)
    expect(names).toMatchObject({ orgUnits, orgUnitMode, trackedEntities, separator, enrollmentStatus, transferTo })
})
