/** The router's coming behaviour, taken on now. */
export const routerFuture = { v7_startTransition: true, v7_relativeSplatPath: true } as const
