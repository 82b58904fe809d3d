import { cache } from "react";
import { z } from "zod";
import { requireScope } from "@/lib/auth/page-session";
import { shipmentId } from "@/lib/core/pack/ids";
import { viewDelivery } from "@/lib/operations/view-delivery";
import { web } from "@/lib/web/deps";

/** The delivery of an address, once a request; null: the address names none. */
export const loadDelivery = cache(async (id: string) => {
  const scope = await requireScope();
  if (!z.uuid().safeParse(id).success) return { scope, view: null };
  return { scope, view: await viewDelivery(web().deps, scope, shipmentId(id.toLowerCase())) };
});
