import * as invented from './invented.ts'
import { column, oneOf, type InventedExport } from './invented.ts'

const patient = (row: number): string => String(88_001 + row)
const american = (date: Date): string => `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`
const VISITS = 2
const motherOf = (row: number): number => Math.floor(row / VISITS)
const seenOn = (row: number): Date => new Date(invented.enrolledOn(motherOf(row)).getTime() + (row % VISITS) * 21 * 86_400_000)

/** Other people than those of the other exports, with the same dates of care. */
const who = (row: number): number => row + 360

/** Extracts of a clinic's record system: headings in one word, dates with the month first, and much that the programme does not ask. */
export const mwanzo: InventedExport = {
    name: 'mwanzo',
    tables: [
        {
            file: 'PatientDemographics.csv',
            rows: invented.MOTHERS,
            columns: [
                column('PatientPK', 'clients.source_record_id clients.m2m_client_id', patient),
                column('MFLCode', 'clients.facility_mfl', (row) => invented.facilityOf(row).code),
                column('SiteName', 'clients.facility_name', (row) => invented.facilityOf(row).name),
                column('FirstName', 'clients.first_name', (row) => invented.firstName(who(row))),
                column('LastName', 'clients.last_name', (row) => invented.lastName(who(row))),
                column('DateOfBirth', 'clients.dob', (row) => american(invented.bornOn(who(row)))),
                column('Gender', 'clients.sex', () => 'Female'),
                column('PhoneNumber', 'clients.phone', (row) => invented.phone(who(row))),
                column('CCCNumber', 'clients.ccc_no', (row) => invented.cccOf(who(row))),
                column('MaritalStatus', '', oneOf(['Married', 'Single'])),
                column('Occupation', '', oneOf(['Farmer', 'Trader', 'None'])),
                column('County', 'clients.county', (row) => invented.facilityOf(row).county),
                column('SubCounty', 'clients.sub_county', oneOf(['Ruaraka', 'Nyando'])),
                column('PMTCTEnrollmentDate', 'clients.enrol_date', (row) => american(invented.enrolledOn(row))),
                column('DateConfirmedHIVPositive', 'clients.hiv_dx_date', (row) => american(invented.lmpOf(row))),
                column('StartARTDate', 'clients.art_start_date', (row) => american(invented.enrolledOn(row))),
                column('CurrentRegimen', 'clients.art_regimen', oneOf(['TDF/3TC/DTG', 'ABC/3TC/DTG'])),
                column('LMP', 'clients.lmp', (row) => american(invented.lmpOf(row))),
                column('PopulationType', 'clients.client_type', oneOf(['Pregnant HIV positive', 'Breastfeeding HIV positive'])),
                column('ConsentedToDataSharing', 'clients.consent_data', () => 'TRUE'),
                column('DateCreated', '', (row) => american(invented.enrolledOn(row))),
            ],
        },
        {
            file: 'HEIEnrolment.csv',
            rows: invented.MOTHERS,
            present: invented.hasBaby,
            columns: [
                column('InfantPK', 'infants.source_record_id infants.infant_id', (row) => `I${patient(row)}`),
                column('MotherPK', 'infants.m2m_client_id', patient),
                column('MFLCode', 'infants.facility_mfl', (row) => invented.facilityOf(row).code),
                column('HEINumber', 'infants.hei_no', (row) => invented.heiOf(who(row))),
                column('DOB', 'infants.dob', (row) => american(invented.deliveredOn(row))),
                column('Gender', 'infants.sex', oneOf(['Female', 'Male'])),
                column('BirthWt', 'infants.birth_weight', oneOf(['2900', '3150', '3420'])),
                column('PlaceOfDelivery', 'infants.place_birth', oneOf(['Facility', 'Home'])),
                column('ModeOfDelivery', 'infants.mode', oneOf(['Normal', 'Caesarean'])),
                column('ProphylaxisGiven', 'infants.proph_regimen', oneOf(['NVP 12W', 'AZT 6W'])),
                column('FeedingMethod', 'infants.feeding', oneOf(['EBF', 'Mixed feeding'])),
            ],
        },
        {
            file: 'ClinicalEncounters.csv',
            rows: invented.MOTHERS * VISITS,
            columns: [
                column('EncounterID', 'visits.source_record_id', (row) => String(400_000 + row)),
                column('PatientPK', 'visits.m2m_client_id', (row) => patient(motherOf(row))),
                column('MFLCode', 'visits.facility_mfl', (row) => invented.facilityOf(motherOf(row)).code),
                column('EncounterDate', 'visits.visit_date', (row) => american(seenOn(row))),
                column('EncounterType', 'visits.visit_type', oneOf(['Antenatal', 'Home visit'])),
                column('GestationAgeWeeks', 'visits.ga_weeks', (row) => String(14 + (row % 20))),
                column('Weight', '', (row) => String(55 + (row % 20))),
                column('BloodPressure', '', () => '110/70'),
                column('TBScreeningOutcome', 'visits.tb_status', oneOf(['No signs', 'Presumed TB'])),
                column('AdherenceLevel', 'visits.adherence', oneOf(['Good', 'Fair'])),
                column('FamilyPlanningMethod', 'visits.fp_method', oneOf(['Condom', 'Implant', ''])),
                column('Provider', 'visits.mm_id', oneOf(['MM1', 'MM2'])),
                column('NextAppointmentDate', 'visits.next_appt', (row) => american(new Date(seenOn(row).getTime() + 28 * 86_400_000))),
            ],
        },
        {
            file: 'SupportGroupAttendance.csv',
            rows: invented.MOTHERS,
            columns: [
                column('AttendanceID', 'support_groups.source_record_id', (row) => `SG${row}`),
                column('PatientPK', 'support_groups.m2m_client_id', patient),
                column('MFLCode', 'support_groups.facility_mfl', (row) => invented.facilityOf(row).code),
                column('SessionDate', 'support_groups.date', (row) => american(invented.enrolledOn(row))),
                column('GroupName', 'support_groups.group_code', oneOf(['G1', 'G2'])),
                column('SessionTopic', 'support_groups.topic', oneOf(['Infant feeding', 'Disclosure'])),
                column('Attended', 'support_groups.attended', oneOf(['Y', 'N'])),
            ],
        },
    ],
}
