import { ACTIONS, type Action } from "./permissions";

/**
 * What no key does, whatever its creator may do: a signature is a person's own act (EU GMP Annex 16 for a release, two
 * persons for a recall), and what gives rights to others would let a key make keys.
 */
const PERSONS_ONLY = [
  "release-batch",
  "unhold-batch",
  "prepare-recall",
  "sign-recall",
  "cancel-recall",
  "withdraw-product",
  "manage-members",
  "manage-sites",
  "manage-partners",
  "manage-delegations",
  "manage-keys",
] as const satisfies readonly Action[];

export type KeyScope = Exclude<Action, (typeof PERSONS_ONLY)[number]>;

/** Whether a key can have this scope. */
export const isKeyScope = (text: string): text is KeyScope =>
  (ACTIONS as readonly string[]).includes(text) && !(PERSONS_ONLY as readonly string[]).includes(text);

export const KEY_SCOPES: readonly KeyScope[] = ACTIONS.filter(isKeyScope);
