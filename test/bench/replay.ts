// The same bodies ready-made: as fast as the server takes them with as many requests under way. Prints the seconds.
import { bodiesOf, connect, postAll } from './handMade.ts'

const [url = '', file = ''] = process.argv.slice(2)
const { headers, orgUnits } = await connect(url)
const bodies: string[] = []
for await (const body of bodiesOf(file, orgUnits)) {
    bodies.push(body)
}
const started = performance.now()
await postAll(url, headers, bodies)
console.log(((performance.now() - started) / 1000).toFixed(3))
