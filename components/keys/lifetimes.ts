/** For how many days a key works; null: until it is revoked. */
export const LIFETIMES = { days30: 30, days90: 90, year: 365, never: null } as const;
export type Lifetime = keyof typeof LIFETIMES;

/** Epoch milliseconds of the minute `at` is in. */
export const startOfMinute = (at: number): number => at - (at % 60_000);
