import { randomUUID } from "node:crypto";
import { glnLink, partyLink } from "@/lib/core/gs1/link";
import { signedIn } from "@/lib/web/testing/browser";
import {
  addOrganisation,
  addPerson,
  addProduct,
  openTestWeb,
  type TestOrganisation,
} from "@/lib/web/testing/world";
import { capturing } from "./captures";

export const GTIN = "09520101100016";

/** A server with another system before it, and the worker behind. */
export async function openCaptures() {
  const at = await openTestWeb();
  const system = capturing(at);
  const close = async (): Promise<void> => {
    await system.close();
    await at.close();
  };
  return { at, system, close };
}

/** The same with a maker and a pharmacy, one product, and at either's desk a person who may do everything. */
export async function openTrade({ serialised = true }: { readonly serialised?: boolean } = {}) {
  const web = await openCaptures();
  const maker = await addOrganisation(web.at, "Lindhof", { capability: "holder", prefixes: ["9520101"] });
  const pharmacy = await addOrganisation(web.at, "Bear", { capability: "pharmacy" });
  const { id: productId } = await addProduct(web.at, maker, { gtin: GTIN, serialised });
  const roles = ["operator", "lead", "responsible"] as const;
  const seat = await addPerson(web.at, maker, { roles });
  const line = await signedIn(seat);
  const counter = await signedIn(await addPerson(web.at, pharmacy, { roles }));
  return { ...web, maker, pharmacy, productId, seat, line, counter };
}

export type Captures = Awaited<ReturnType<typeof openCaptures>>;
export type Trade = Awaited<ReturnType<typeof openTrade>>;

/** What every event of an organisation says, told now. */
export const facts = ({ gln }: TestOrganisation) => ({
  eventId: `urn:uuid:${randomUUID()}`,
  eventTime: new Date().toISOString(),
  offset: "+01:00",
  readPoint: glnLink(gln),
  bizLocation: glnLink(gln),
});

/** One side of a handover between owners. */
export const side = ({ gln }: TestOrganisation) => ({
  owner: partyLink(gln),
  possessor: partyLink(gln),
  location: glnLink(gln),
});
