// What somebody would write in an afternoon for one file: map the same rows, post the same bodies; no ledger, no checks, no outcomes.
import { bodiesOf, connect, postAll } from './handMade.ts'

const [url = '', file = ''] = process.argv.slice(2)
const { headers, orgUnits } = await connect(url)
await postAll(url, headers, bodiesOf(file, orgUnits))
