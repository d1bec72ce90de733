/** 0 done · 1 done with findings (rejected rows, faults in the ledger) · 2 wrong call · 3 the data directory is in use · 4 failed. */
export const exitCodes = { done: 0, findings: 1, usage: 2, inUse: 3, failed: 4 } as const
