import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'

interface App {
    /** key in addresses: the hyphen stays */
    key: string
    /** authority that opens it: the hyphen disappears */
    authority: string
    version: string
    /** dataStore namespace reserved to those who may open the app */
    namespace: string
    /** a further one, which 2.42 and later keep for holders of an authority */
    extraNamespace: string
}

/** The small app of a run, by which to see how DHIS2 hosts apps. */
export const appOf = (prefix: string): App => {
    const name = prefix.toLowerCase()
    return {
        key: `${name}-app`,
        authority: `M_${name}app`,
        version: '1.0.0',
        namespace: `${prefix}-app`,
        extraNamespace: `${prefix}-extra`,
    }
}

/** Files of the app by name. */
export const appFiles = (prefix: string): Record<string, string> => {
    const { key, authority, version, namespace, extraNamespace } = appOf(prefix)
    const manifest = {
        name: key,
        short_name: key,
        version,
        description: 'A page by which to see how DHIS2 hosts apps',
        launch_path: 'index.html',
        appType: 'APP',
        developer: { name: 'Mentor Mothers' },
        activities: {
            dhis: { href: '*', namespace, additionalNamespaces: [{ namespace: extraNamespace, authorities: [authority] }] },
        },
    }
    return {
        'manifest.webapp': JSON.stringify(manifest),
        'index.html': '<!doctype html><html lang="en"><head><title>Contract</title></head><body></body></html>',
        'app.js': "document.title = 'Contract, loaded'\n",
    }
}

/** Writes the app where the sandbox can host it. */
export const appFolder = (prefix: string): string => {
    const folder = mkdtempSync(join(tmpdir(), 'kmmp-contract-'))
    for (const [name, content] of Object.entries(appFiles(prefix))) {
        writeFileSync(join(folder, name), content)
    }
    return folder
}

/** Packs files into a zip archive, uncompressed (APPNOTE.TXT 4.3): all that uploading an app needs. */
export const zip = (files: Record<string, string>): Buffer<ArrayBuffer> => {
    const bodies: Buffer[] = []
    const directory: Buffer[] = []
    let offset = 0
    for (const [name, text] of Object.entries(files)) {
        const content = Buffer.from(text)
        const title = Buffer.from(name)
        const common = Buffer.alloc(26)
        common.writeUInt16LE(20, 0)
        common.writeUInt32LE(crc32(content), 10)
        common.writeUInt32LE(content.length, 14)
        common.writeUInt32LE(content.length, 18)
        common.writeUInt16LE(title.length, 22)
        const body = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, title, content])
        const place = Buffer.alloc(14)
        place.writeUInt32LE(offset, 10)
        directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, place, title)
        bodies.push(body)
        offset += body.length
    }
    const listing = Buffer.concat(directory)
    const end = Buffer.alloc(18)
    end.writeUInt16LE(bodies.length, 4)
    end.writeUInt16LE(bodies.length, 6)
    end.writeUInt32LE(listing.length, 8)
    end.writeUInt32LE(offset, 12)
    return Buffer.concat([...bodies, listing, Buffer.from('PK\x05\x06', 'latin1'), end])
}
