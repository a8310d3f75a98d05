/** People of the demonstration. All are invented; all have the same password. */
export interface DemoUser {
    username: string
    firstName: string
    surname: string
    /** what the sign-in page says about them */
    does: string
}

export const DEMO_PASSWORD = 'Demo-1234'

export const DEMO_USERS: readonly DemoUser[] = [
    { username: 'nurse', firstName: 'Demo', surname: 'Nurse', does: 'Nurse at Mathare North Health Centre' },
    { username: 'mentor', firstName: 'Demo', surname: 'Mentor', does: 'Mentor mother at Mathare North Health Centre' },
    { username: 'coordinator', firstName: 'Demo', surname: 'Coordinator', does: 'Coordinates mentor mothers of three facilities' },
    { username: 'county', firstName: 'Demo', surname: 'Records officer', does: 'Health records officer of Nairobi county' },
    { username: 'connector', firstName: 'Partner', surname: 'Connector', does: 'Service account of the partner data connector' },
]
