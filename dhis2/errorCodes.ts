/**
 * What to do about an object that carries a tracker error code (dhis2-core 2.40-2.43, tracker import only: elsewhere the same numbers
 * mean other things).
 * - `dependency`: the parent is missing or refused; send again with it
 * - `settled`: DHIS2 already is as we want it; check, then count as delivered
 * - `configuration`: mapping, sharing or rights must change
 * - `data`: the row itself must change
 */
export type RetryClass = 'dependency' | 'settled' | 'configuration' | 'data'

const BEST_FIRST: readonly RetryClass[] = ['dependency', 'settled', 'configuration', 'data']

const CODES: Record<RetryClass, string> = {
    dependency: 'E1032 E1033 E1063 E1068 E1081 E1313 E4012 E4016 E5000',
    settled: 'E1002 E1015 E1016 E1030 E1039 E1064 E1080 E1326 E4015 E4018',
    configuration:
        'E1000 E1001 E1003 E1005 E1006 E1008 E1010 E1011 E1013 E1014 E1019 E1029 E1041 E1043 E1049 E1054 E1055 E1056 E1057 E1069 E1070 ' +
        'E1079 E1083 E1089 E1091 E1095 E1096 E1097 E1098 E1099 E1100 E1102 E1103 E1104 E1105 E1112 E1115 E1116 E1117 E1129 E1130 E1131 ' +
        'E1304 E1305 E1323 E1324 E1325 E4006 E4019 E4020',
    data:
        'E1007 E1009 E1012 E1018 E1020 E1021 E1022 E1023 E1025 E1031 E1042 E1046 E1047 E1048 E1050 E1051 E1052 E1074 E1075 E1076 E1077 ' +
        'E1082 E1084 E1085 E1090 E1113 E1114 E1118 E1119 E1120 E1121 E1122 E1123 E1124 E1125 E1126 E1127 E1128 E1300 E1301 E1302 E1303 ' +
        'E1306 E1307 E1308 E1309 E1310 E1314 E1315 E1316 E1317 E1318 E1319 E1320 E1321 E1322 E4000 E4001 E4010 E4014 E4017',
}

const classes = new Map<string, RetryClass>(
    Object.entries(CODES).flatMap(([name, codes]) => codes.split(' ').map((code) => [code, name as RetryClass] as const))
)

/** All codes that a tracker import of 2.40 to 2.43 can give, in their order. */
export const TRACKER_CODES: readonly string[] = [...classes.keys()].toSorted()

/** The class of one code; an unknown code is a fault of the data. */
export const retryClass = (code: string): RetryClass => classes.get(code) ?? 'data'

/** The class of an object with several codes is its best one: a missing enrollment, for one, gives E1079 beside E1313. */
export const bestClass = (codes: readonly string[]): RetryClass =>
    BEST_FIRST.find((candidate) => codes.some((code) => retryClass(code) === candidate)) ?? 'data'

/** Codes of an object that is not there, or no longer: what was to be deleted is gone. */
export const isGone = (codes: readonly string[]): boolean =>
    isBurnt(codes) || codes.some((code) => ['E1032', 'E1063', 'E1081', 'E4016'].includes(code))

/** Codes of objects whose UID belongs to something deleted in DHIS2: the UID can never be used again. */
export const isBurnt = (codes: readonly string[]): boolean => codes.some((code) => ['E1082', 'E1113', 'E1114', 'E4017'].includes(code))
