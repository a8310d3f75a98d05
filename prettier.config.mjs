import dhis2 from '@dhis2/config-prettier'

export default { ...dhis2, printWidth: 140 }
