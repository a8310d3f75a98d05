import { takenInstead } from './valueTypes.ts'

test.each([
    ['INTEGER_ZERO_OR_POSITIVE', ['0', '7', '2147483647'], ['07', '-0', '1.0', '2147483648', '-1']],
    ['INTEGER', ['-7', '0'], ['-07', '1e3']],
    ['NUMBER', ['3.25', '-0.5', '0'], ['1e-7', '03.25', '3,25', 'three']],
    ['PERCENTAGE', ['0', '99.5', '100'], ['101', '05']],
    ['TEXT', ['07', '1e3'], []],
])('a value of the type %s is one that DHIS2 takes for a number', (valueType, taken, refused) => {
    expect(taken.filter((value) => takenInstead(valueType, value) !== undefined)).toEqual([])
    expect(refused.filter((value) => takenInstead(valueType, value) === undefined)).toEqual([])
})
