/**
 * What to do about an error code of the tracker import (dhis2-core 2.40-2.43, `ValidationCode`), in words for a data officer. Codes that ask
 * for the same share a sentence.
 */
const SENTENCES: readonly (readonly [codes: string, advice: string])[] = [
    ['E1000', 'The account may not write to this org unit, nor move records there. Give it this facility to capture data in.'],
    ['E1001', 'The account may not write persons of this type. Let the group of the connector write data of the tracked entity type.'],
    ['E1002 E1030 E1080 E4015', 'DHIS2 already holds it. Nothing is lost: the next run reads it and goes on from there.'],
    [
        'E1003',
        'The account may not change this person: another facility owns her in DHIS2, or the account may not write her type or program. Transfer her, or widen its rights.',
    ],
    ['E1005', 'The type of person named in the mapping is not on this DHIS2, or the account may not see it. Run kmmp mapping check.'],
    [
        'E1006 E1019',
        'A person has a value that this program does not ask for. Run kmmp mapping check; the attribute must be part of the program.',
    ],
    [
        'E1007 E1085',
        'A value of the person is not of the kind that DHIS2 expects, such as text where a number belongs. Correct it at the source.',
    ],
    ['E1008', 'A program stage of this DHIS2 belongs to no program. Show it to the DHIS2 administrator.'],
    [
        'E1009 E1084',
        'The value points to a file that is not there or is used elsewhere. The connector sends no files: take the column out of the mapping.',
    ],
    ['E1010 E1069', 'The program named in the mapping is not on this DHIS2, or the account may not see it. Run kmmp check.'],
    ['E1011 E1049 E1070', 'The facility is not on this DHIS2, or the account may not see it. Add it there, or correct its code.'],
    [
        'E1012 E1074',
        'The place on the map does not fit what DHIS2 expects there. Correct the coordinates, or take them out of the mapping.',
    ],
    ['E1013 E1089', 'The program stage named in the mapping is not part of this program. Run kmmp mapping check.'],
    ['E1014', 'The mapping enrols persons in a program that registers nobody. Correct the program in the mapping.'],
    ['E1015', 'The person already has an active enrollment in this program that the connector does not know. Look the person up in DHIS2.'],
    ['E1016', 'The person was enrolled before, and this program allows it once only. Look the person up in DHIS2.'],
    ['E1018 E1090', 'A mandatory value of the person is missing. Ask the partner for it, or map it.'],
    ['E1020', 'The day of enrollment lies in the future. Ask the partner for the right day.'],
    ['E1021', 'The day of the first event (such as the birth) lies in the future. Ask the partner for the right day.'],
    ['E1022 E4014', 'The program or link is meant for another type of person. Correct the type in the mapping.'],
    ['E1023', 'The day of the first event (such as the birth) is missing. Ask the partner for it, or map it.'],
    ['E1025', 'The day of enrollment is missing. Ask the partner for it, or map it.'],
    ['E1029 E1041', 'The programme is not offered at this facility. Assign it in DHIS2.'],
    ['E1031 E1046 E1050', 'The event has no day. Ask the partner for it, or map it.'],
    ['E1032 E1063 E1081 E4016', 'It is no longer in DHIS2. The next run sends it again with what it hangs on.'],
    [
        'E1033 E1068 E1313 E4012 E5000',
        'What it hangs on (person, enrollment or event) is not in DHIS2 or was refused. It goes by itself once that arrives.',
    ],
    ['E1039', 'This kind of visit can be recorded once only, and DHIS2, or another row, already has one. Look the person up in DHIS2.'],
    ['E1042', 'DHIS2 wants to know when the event was completed. Show it to the maintainers of the connector.'],
    ['E1043 E1047', 'The event lies in a period that is closed for changes. Ask the DHIS2 administrator to open it, or let it be.'],
    ['E1048 E1075', 'An identifier inside the request is malformed. Show it to the maintainers of the connector.'],
    [
        'E1051 E1052 E1318',
        'The status of the record and its day of completion contradict each other. Check status and completed in the mapping.',
    ],
    [
        'E1054 E1055 E1115 E1116 E1117 E1129 E1130',
        'The program is split by categories (such as partners), and the record names none that fits. Ask the DHIS2 administrator.',
    ],
    [
        'E1056 E1057',
        'The day of the event lies outside the time for which its category (such as a partner) is valid. Ask the DHIS2 administrator.',
    ],
    ['E1064', 'Another person in DHIS2 already has this unique number. Find out which of the two is right.'],
    ['E1076', 'A property that must not be empty is empty. Ask the partner to complete the record, or map it.'],
    ['E1077', 'A value of the person is longer than DHIS2 keeps. Shorten it at the source.'],
    ['E1079', 'The event belongs to another program than its enrollment. Correct program and stage in the mapping.'],
    ['E1082', 'The event was deleted in DHIS2 and cannot come back under its UID. A person must decide.'],
    ['E1083', 'The event is completed in DHIS2 and the account may not reopen it.'],
    ['E1091', 'The account may not write data of this program. Let the group of the connector write data of it.'],
    ['E1095', 'The account may not write this kind of event. Let the group of the connector write data of the program stage.'],
    [
        'E1096 E1097 E1104 E1131 E1323 E1325',
        'The account may not read data of the program, its stage or its type of person. Let the group of the connector read and write them.',
    ],
    [
        'E1098 E1099',
        'The account may not use this category (such as a partner). Let the group of the connector write data of the category option.',
    ],
    [
        'E1100 E1103',
        'The account may not delete what has records below it. The connector deletes no persons and no enrollments: ask who did.',
    ],
    ['E1102 E1324', 'Another facility owns this person in DHIS2. Transfer her there first.'],
    ['E1105', 'The account may not search at this facility. Add the facility to its search org units.'],
    ['E1112', 'The value is to be kept encrypted, and this DHIS2 is not set up for that. Ask the DHIS2 administrator.'],
    ['E1113', 'The enrollment was deleted in DHIS2 and cannot come back under its UID. A person must decide.'],
    ['E1114', 'The person was deleted in DHIS2 and cannot come back under its UID. A person must decide.'],
    ['E1118 E1120', 'The event names somebody in charge whom DHIS2 does not accept. Take the assignment out of the mapping.'],
    ['E1119', 'The note stands in DHIS2 already. Nothing to do.'],
    ['E1121 E1122 E1123 E1124', 'A part that every record needs (org unit, program, day) is missing. Check the mapping of the row.'],
    ['E1125', 'The value is not an option in DHIS2. Run kmmp mapping check.'],
    [
        'E1126 E1127 E1128',
        'Type, program, stage or person of a record cannot be changed once it is in DHIS2. Ask the partner whether it is another record.',
    ],
    [
        'E1300',
        'A rule of the program in DHIS2 does not allow this record. Look at the rules that docs/programme.md tells, and correct it at the source.',
    ],
    ['E1301 E1303', 'A mandatory answer is missing. Ask the partner for it, or map it.'],
    ['E1302', 'An answer is not of the kind that DHIS2 expects, such as text where a number belongs. Correct it at the source.'],
    ['E1304 E1305', 'The mapping fills a question that this program stage does not have. Run kmmp mapping check.'],
    ['E1306', 'A rule of the program in DHIS2 demands a value of the person that is missing. Ask the partner for it, or map it.'],
    [
        'E1307 E1309',
        'DHIS2 works this value out by a rule and got another one. Take the column out of the mapping, or correct it at the source.',
    ],
    ['E1308 E1310', 'DHIS2 put another value in its place by a rule of the program. Nothing to do, if the rule is right.'],
    ['E1314 E1317', 'A rule of the program in DHIS2 keeps this value from being emptied. Ask the partner for a value.'],
    ['E1315', 'An appointment that is to come or was skipped cannot hold answers. Check what makes the event completed in the mapping.'],
    ['E1316', 'The event cannot go from its status in DHIS2 to the one that was sent. Look the event up in DHIS2.'],
    ['E1319 E1320 E1321 E1322', 'A rule of the program that makes appointments failed or found one. Show it to the DHIS2 administrator.'],
    ['E1326', 'The event is completed in DHIS2 and closed for changes. Reopen it there, or let it be.'],
    ['E4000 E4001 E4010', 'A link joins things that it cannot join. Check the relationships in the mapping.'],
    ['E4006', 'The kind of link named in the mapping is not on this DHIS2, or the account may not see it. Run kmmp check.'],
    ['E4017', 'The relationship was deleted in DHIS2 and cannot come back under its UID. A person must decide.'],
    ['E4018', 'The same two are linked already. Nothing to do.'],
    [
        'E4019 E4020',
        'The account may not write this kind of link, or not change one of the two persons: another facility may own her. Share the relationship type with it, or transfer her.',
    ],
]

/** What to do, by code. */
export const trackerAdvice: ReadonlyMap<string, string> = new Map(
    SENTENCES.flatMap(([codes, advice]) => codes.split(' ').map((code) => [code, advice] as const))
)
