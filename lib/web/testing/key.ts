import { createHash, randomBytes, randomUUID } from "node:crypto";
import { formatKey } from "@/lib/core/access/key-text";
import type { Seat } from "@/lib/db/sessions";
import type { TestWeb } from "./world";

/** An API key as its maker would have got it; the value of an Authorization header. */
export async function addKey(
  { sql }: Pick<TestWeb, "sql">,
  { personId, orgId, siteId }: Seat,
  {
    scopes,
    expires = null,
    name = "Test key",
  }: {
    readonly scopes: readonly string[];
    readonly expires?: string | null;
    readonly name?: string;
  },
): Promise<string> {
  const [prefix, secret] = [randomBytes(8), randomBytes(32)];
  await sql(
    `insert into api_key (id, org_id, site_id, name, scopes, prefix, secret_hash, created_by_id, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, now(), $9)`,
    [
      randomUUID(),
      orgId,
      siteId,
      name,
      scopes,
      prefix.toString("hex"),
      createHash("sha256").update(secret).digest(),
      personId,
      expires,
    ],
  );
  return `Bearer ${formatKey(prefix, secret)}`;
}
