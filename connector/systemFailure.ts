import { Failure, type FailureParts } from './failure.ts'

type Said = Pick<FailureParts, 'kind' | 'why' | 'next'>

const ROOM: Said = {
    kind: 'storage',
    why: 'The disk is full.',
    next: 'Make room, then run the same command again: it goes on where it stopped.',
}
const RIGHTS: Said = {
    kind: 'configuration',
    why: 'The account that runs kmmp may not do that there.',
    next: 'Give it the right to read and write the file and its folder, or name another path.',
}
const BROKEN_DISK: Said = {
    kind: 'storage',
    why: 'The disk could not read or write.',
    next: 'Have the disk looked at before the next run.',
}

/** What the system says of files, by its code. */
const FILES: Readonly<Record<string, Said>> = {
    ENOENT: { kind: 'configuration', why: 'It, or the folder that it is to be in, is not there.', next: 'Check the path.' },
    EISDIR: { kind: 'configuration', why: 'It is a folder.', next: 'Name a file.' },
    ENOTDIR: { kind: 'configuration', why: 'What should be a folder is a file.', next: 'Check the path.' },
    EEXIST: { kind: 'configuration', why: 'It is there already.', next: 'Name another one, or move it away.' },
    EACCES: RIGHTS,
    EPERM: RIGHTS,
    EROFS: { kind: 'configuration', why: 'The disk may only be read.', next: 'Name a path on another disk.' },
    ENOSPC: ROOM,
    EDQUOT: ROOM,
    EFBIG: ROOM,
    EIO: BROKEN_DISK,
}

/** The failure that an error of the file system means; undefined for any other error. */
export const fileFailure = (error: unknown): Failure | undefined => {
    const { code, path } = (error ?? {}) as NodeJS.ErrnoException
    const said = code === undefined ? undefined : FILES[code]
    return said && new Failure({ what: 'A file or folder cannot be used.', where: path, ...said }, { cause: error })
}

const NO_LEDGER: Said = {
    kind: 'configuration',
    why: 'The file is no ledger, or it is damaged.',
    next: 'Put back the newest copy (kmmp ledger backup makes them), or name another file: a new ledger finds again what DHIS2 holds.',
}

/** What SQLite says of a ledger, by the primary result code. */
const LEDGERS: Readonly<Record<number, Said>> = {
    5: { kind: 'held', why: 'Another process is writing to it.', next: 'Wait until it has ended, then run the same command again.' },
    8: RIGHTS,
    // SQLite says the same of a disk without room for the file beside the ledger
    10: {
        ...BROKEN_DISK,
        why: 'The disk is full, or it could not read or write.',
        next: 'Make room. If there is enough, have the disk looked at before the next run.',
    },
    11: NO_LEDGER,
    13: ROOM,
    14: { ...RIGHTS, why: 'It cannot be opened: it is no file, or the account that runs kmmp may not.' },
    26: NO_LEDGER,
}
const PRIMARY = 0xff

/** The failure that an error of SQLite means for a ledger; undefined for any other error. */
export const ledgerFailure = (error: unknown, ledger: string, what = 'The ledger cannot be used.'): Failure | undefined => {
    const { errcode } = (error ?? {}) as { errcode?: number }
    const said = errcode === undefined ? undefined : LEDGERS[errcode & PRIMARY]
    return said && new Failure({ what, where: ledger, ...said }, { cause: error })
}
