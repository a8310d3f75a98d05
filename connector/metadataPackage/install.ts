import type { Config } from '../config/readConfig.ts'
import type { Console } from '../console.ts'
import { Dhis2Client } from '../dhis2/client.ts'
import { EXIT, Failure } from '../failure.ts'
import { differenceLines, leftoverLines } from './differenceText.ts'
import { importPackage } from './importPackage.ts'
import { applyStandIns, readLive } from './readLive.ts'
import { DIALECTS } from '#dhis2/version.ts'
import { buildMetadata, type MetadataPackage } from '#programme/metadata/build.ts'
import { compareMetadata, type Difference } from '#programme/metadata/compare.ts'
import { importSteps } from '#programme/metadata/importSteps.ts'
import { packageOf } from '#programme/metadata/merge.ts'

/** What a configuration says about the package. */
type Wishes = Pick<Config, 'standIns' | 'identifiers'>

interface Compared {
    wanted: MetadataPackage
    live: MetadataPackage
    differences: readonly Difference[]
}

const compare = async (client: Dhis2Client, { standIns, identifiers }: Wishes): Promise<Compared> => {
    // a version newer than the newest known is served with the newest package
    const dialect = DIALECTS.find((candidate) => candidate === `2.${client.minor}`) ?? '2.43'
    const wanted = await applyStandIns(client, buildMetadata({ dialect, identifiers }), standIns)
    const live = await readLive(client, Object.keys(wanted))
    return { wanted, live, differences: compareMetadata(wanted, live) }
}

const differ = (count: number): string => (count === 1 ? '1 object differs.' : `${count} objects differ.`)

/** `kmmp metadata diff`: what the server lacks or has changed, by name, and what it has beyond the package. Writes nothing. */
export const diffMetadata = async (config: Config, _options: unknown, out: Console): Promise<number> => {
    const client = await Dhis2Client.connect(config.targets.tracker)
    const { wanted, live, differences } = await compare(client, config)
    const lines = [...differenceLines(differences, wanted), ...leftoverLines(live, wanted)]
    lines.forEach((line) => out.say(line))
    out.say(differences.length === 0 ? 'The server holds the package.' : differ(differences.length))
    return differences.length === 0 ? EXIT.done : EXIT.rowsLeft
}

/**
 * `kmmp metadata install`: dry run, differences, import in steps, and a look whether the server now holds the package. A server that holds it
 * already is not written to.
 */
export const installMetadata = async (config: Config, { dryRun = false }: { dryRun?: boolean }, out: Console): Promise<number> => {
    const client = await Dhis2Client.connect(config.targets.tracker)
    const { wanted, live, differences } = await compare(client, config)
    if (differences.length === 0) {
        out.say('The server holds the package already; nothing was changed.')
        return EXIT.done
    }
    differenceLines(differences, wanted).forEach((line) => out.say(line))
    refuseTaken(differences)
    const steps = importSteps(packageOf(differences, wanted, live)).filter((step) =>
        Object.values(step).some((objects) => objects.length > 0)
    )
    const expected = await importPackage(client, Object.assign({}, ...steps) as MetadataPackage, 'VALIDATE')
    out.say(`Dry run: ${expected.created} would be made, ${expected.updated} changed.`)
    if (dryRun) {
        return EXIT.done
    }
    await importAll(client, steps, out)
    return verify(client, config, out)
}

/** Objects that are not ours are never written, so nothing is installed beside them either: references would lead nowhere. */
const refuseTaken = (differences: readonly Difference[]): void => {
    const taken = differences.filter(({ kind }) => kind === 'taken')
    if (taken.length > 0) {
        throw new Failure({
            kind: 'configuration',
            what: `${taken.length} codes of the package belong to objects that are not ours; nothing was changed.`,
            where: taken.map(({ object }) => object.code).join(', '),
            next: 'Name the object under standIns of the configuration, or give it another code on the server.',
        })
    }
}

const importAll = async (client: Dhis2Client, steps: readonly MetadataPackage[], out: Console): Promise<void> => {
    for (const [place, step] of steps.entries()) {
        // a step is tried once more by itself: what it refers to is there now
        await importPackage(client, step, 'VALIDATE')
        const { created, updated } = await importPackage(client, step, 'COMMIT')
        out.say(`Step ${place + 1} of ${steps.length}: ${created} made, ${updated} changed.`)
    }
}

const verify = async (client: Dhis2Client, wishes: Wishes, out: Console): Promise<number> => {
    const { wanted, differences } = await compare(client, wishes)
    if (differences.length === 0) {
        out.say('Read back: the server holds the package.')
        return EXIT.done
    }
    differenceLines(differences, wanted).forEach((line) => out.say(line))
    out.say(`Read back: ${differ(differences.length)}`)
    return EXIT.rowsLeft
}
