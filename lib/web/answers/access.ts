import { z } from "zod";
import { ROLES } from "@/lib/core/access/permissions";
import { id, moment, text } from "./parts";

export const who = z.strictObject({
  name: text,
  job: text,
  organisation: text,
  site: z.strictObject({ id, name: text, city: text }),
  roles: z.array(z.strictObject({ role: z.enum(ROLES), siteId: id.nullable() })),
  scopes: z.array(text).nullable().meta({ description: "What the key may do; null: a person." }),
});
export const nothing = z.strictObject({});

const prefix = z.string().regex(/^[0-9a-f]{16}$/);
export const createdKey = z.strictObject({
  id,
  prefix,
  key: z.string().nullable().meta({ description: "The whole key; null when the request is a repeat." }),
});
export const revokedKey = z.strictObject({ revoked: z.literal(true) });
export const keyLines = z.array(
  z.strictObject({
    id,
    name: text,
    prefix,
    scopes: z.array(text),
    site: text,
    createdBy: text.nullable(),
    createdAt: moment,
    lastUsedAt: moment.nullable(),
    expiresAt: moment.nullable(),
    revokedAt: moment.nullable(),
  }),
);
