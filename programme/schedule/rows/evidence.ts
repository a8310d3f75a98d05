/** Where the rows of the schedule come from (domain.md B4a, section I). */
export const KCFG = 'Kenyan EMR form configuration'
export const KEMR = 'KenyaEMR flags and registers'
