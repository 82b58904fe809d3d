import { expect } from "vitest";
import * as resourceEvents from "@/app/api/epcis/[resource]/[value]/events/route";
import * as oneResource from "@/app/api/epcis/[resource]/[value]/route";
import * as resources from "@/app/api/epcis/[resource]/route";
import * as oneEvent from "@/app/api/epcis/events/[eventID]/route";
import * as events from "@/app/api/epcis/events/route";
import * as token from "@/app/api/epcis/nextPageToken/[token]/route";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { validateDocument } from "@/lib/core/epcis/validate";
import { type Answered, type Browser, signedIn } from "@/lib/web/testing/browser";
import { addOrganisation, addPerson, type TestWeb } from "@/lib/web/testing/world";
import { type AddEvent, addEvent, objectEvent } from "./events";

/** An organisation of a test's own, and what it can do here. */
export const asksOf = (web: () => TestWeb) => async (name: string) => {
  const at = web();
  const org = await addOrganisation(at, name, { capability: "wholesaler" });
  const seat = await addPerson(at, org, { roles: ["operator"] });
  const as: Browser = await signedIn(seat);
  return {
    ...org,
    as,
    add: (change: Parameters<typeof objectEvent>[0] = {}, how: AddEvent = {}) =>
      addEvent(at, seat, objectEvent(change), how),
    ask: (query = "", headers: Record<string, string> = {}) =>
      as(events.GET, { method: "GET", path: `/api/epcis/events${query}`, headers }),
    of: (resource: string, value: string, query = "") =>
      as(resourceEvents.GET, {
        method: "GET",
        path: `/api/epcis/${resource}/${encodeURIComponent(value)}/events${query}`,
        params: { resource, value },
      }),
    list: (resource: string, query = "") =>
      as(resources.GET, { method: "GET", path: `/api/epcis/${resource}${query}`, params: { resource } }),
    one: (resource: string, value: string) =>
      as(oneResource.GET, { method: "GET", params: { resource, value } }),
    byId: (eventID: string, headers: Record<string, string> = {}) =>
      as(oneEvent.GET, { method: "GET", params: { eventID }, headers }),
    giveBack: (text: string) => as(token.DELETE, { method: "DELETE", params: { token: text } }),
  };
};
export type Someone = Awaited<ReturnType<ReturnType<typeof asksOf>>>;

export function listOf({ status, json, text }: Answered): JsonObject[] {
  expect([status, status === 200 ? "" : text]).toEqual([200, ""]);
  expect(validateDocument(json).issues).toEqual([]);
  return json.epcisBody.queryResults.resultsBody.eventList;
}
export const serials = (answered: Answered): unknown[] =>
  listOf(answered).map(({ epcList }) =>
    String((epcList as string[])[0])
      .split("/")
      .at(-1),
  );
export const serial = (text: string) => ({ epcList: [`https://id.gs1.org/01/09520101100016/21/${text}`] });
export const refusedAs = ({ status, json }: Answered) => [status, json.type];
export const nextOf = ({ headers }: Answered): string => {
  const [, address = ""] = /^<([^>]+)>; rel="next"$/.exec(headers.get("link") ?? "") ?? [];
  return address === "" ? "" : new URL(address).search;
};
