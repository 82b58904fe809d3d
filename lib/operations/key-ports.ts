import type { Action } from "@/lib/core/access/permissions";
import type { KeyId } from "@/lib/core/pack/ids";
import type { AuditEntry } from "./ports";
import type { TenantScope } from "./scope";

/** An API key as its organisation sees it; times are epoch milliseconds. */
export type KeyLine = {
  readonly id: KeyId;
  readonly name: string;
  /** The half that is no secret. */
  readonly prefix: string;
  readonly scopes: readonly Action[];
  /** "Goods-in, Innsbruck". */
  readonly site: string;
  /** Null: made on the command line. */
  readonly createdBy: string | null;
  readonly createdAt: number;
  /** To the minute; null: never. */
  readonly lastUsedAt: number | null;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
};

export type NewKey = {
  readonly id: KeyId;
  readonly name: string;
  readonly scopes: readonly Action[];
  readonly prefix: string;
  readonly secretHash: Uint8Array;
  readonly expiresAt: number | null;
  readonly requestKey: string;
};

/** Keys of one organisation. A key or a revocation and its audit row are written together. */
export type Keys = {
  /** Null: made. Else the key that this very request made before. */
  create(scope: TenantScope, key: NewKey, audit: AuditEntry): Promise<KeyLine | null>;
  /** False: no key of this organisation, or revoked already. */
  revoke(scope: TenantScope, id: KeyId, audit: AuditEntry): Promise<boolean>;
  list(scope: TenantScope): Promise<readonly KeyLine[]>;
};
