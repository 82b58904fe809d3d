import { type RateLimit, rateLimit } from "./rate-limit";

export type Limits = {
  /** Public answers about packs, by client address: a family's packs at once, nobody's list of serials. */
  readonly packs: RateLimit;
  /** The same for all addresses together, because an address can be made up where no proxy stands in front. */
  readonly packsOfAll: RateLimit;
  /** The log's files: a monitor reads many at once. */
  readonly log: RateLimit;
  /** Sign-ins by address, and by e-mail address whoever tries. */
  readonly signIns: RateLimit;
  readonly signInsOfOne: RateLimit;
};

export const newLimits = (): Limits => ({
  packs: rateLimit({ burst: 60, perSecond: 1 }),
  packsOfAll: rateLimit({ burst: 500, perSecond: 100 }),
  log: rateLimit({ burst: 500, perSecond: 50 }),
  signIns: rateLimit({ burst: 20, perSecond: 0.2 }),
  signInsOfOne: rateLimit({ burst: 8, perSecond: 1 / 60 }),
});
