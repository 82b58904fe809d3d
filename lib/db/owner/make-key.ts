import pg from "pg";
import type { KeyScope } from "@/lib/core/access/key-scopes";
import type { KeyId } from "@/lib/core/pack/ids";
import { type Result, refuse } from "@/lib/core/refusal";

export type OwnersKey = {
  readonly id: KeyId;
  readonly name: string;
  /** Id or exact name. */
  readonly organisation: string;
  /** Id or GLN. */
  readonly site: string;
  readonly scopes: readonly KeyScope[];
  readonly prefix: string;
  readonly secretHash: Uint8Array;
  readonly expires: Date | null;
};

type Place = { org: string; org_name: string; site: string; site_name: string };

/**
 * Makes an API key as the database's owner: for whoever installs Packproof, before there is an administrator. No person
 * made it, which the audit says. Throws when the database can't be reached or is none of Packproof's.
 */
export async function makeOwnersKey(
  ownerUrl: string,
  key: OwnersKey,
): Promise<Result<{ readonly organisation: string; readonly site: string }, "PLACE_UNKNOWN">> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Place>(
      `select o.id as org, o.name as org_name, s.id as site, s.name || ', ' || s.city as site_name
       from organisation o join site s on s.org_id = o.id where $1 in (o.id::text, o.name) and $2 in (s.id::text, s.gln)`,
      [key.organisation, key.site],
    );
    const [place, other] = rows;
    if (!place || other) {
      return refuse(
        "PLACE_UNKNOWN",
        other
          ? "Several organisations have that name."
          : "There is no such organisation with a site of that GLN.",
        "Give the organisation's exact name or its id, and the site's GLN or its id.",
      );
    }
    await client.query("begin");
    await client.query(
      `insert into api_key (id, org_id, site_id, name, scopes, prefix, secret_hash, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, now(), $8)`,
      [
        key.id,
        place.org,
        place.site,
        key.name,
        key.scopes,
        key.prefix,
        Buffer.from(key.secretHash),
        key.expires,
      ],
    );
    await client.query(
      `insert into audit (org_id, site_id, key_id, action, outcome, detail, at)
       values ($1, $2, null, 'manage-keys', 'created', $3, now())`,
      [
        place.org,
        place.site,
        JSON.stringify({
          keyId: key.id,
          name: key.name,
          prefix: key.prefix,
          scopes: key.scopes,
          by: "command line",
        }),
      ],
    );
    await client.query("commit");
    return { ok: true, value: { organisation: place.org_name, site: place.site_name } };
  } finally {
    await client.end();
  }
}
