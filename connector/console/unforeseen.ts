/** The message of an unforeseen error may hold anything, so it is not shown. */
export const unforeseen = (error: unknown): string =>
    `Something unforeseen happened (${error instanceof Error ? error.name : 'unknown'}). Run the command again with --debug and report what it shows.`
