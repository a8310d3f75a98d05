/** Where the rows of the schedule come from. */
export const KCFG = 'Kenyan EMR form configuration'
export const KEMR = 'KenyaEMR flags and registers'
