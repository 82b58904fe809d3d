import { jsonText } from "@/lib/core/canonical/json-text";
import { inEpcFormat } from "@/lib/core/epcis/epc-format";
import { type QueryResults, queryDocument, type RecordedEvent } from "@/lib/core/epcis/query-document";
import { writeXml } from "@/lib/core/epcis/xml/write-document";
import { ok, type Result } from "@/lib/core/refusal";
import type { PageWithToken } from "@/lib/operations/pages";
import { NO_STORE } from "@/lib/web/problem";
import { MEDIA_TYPES, type Wanted } from "./formats";
import type { EpcisAsked } from "./handle";
import { pageHeaders } from "./paging";

/** What EPCIS calls the query of an address that names none. */
export const UNNAMED = "SimpleEventQuery";

/** A page of events as an EPCISQueryDocument, in the form that was asked for. */
export async function eventAnswer(
  call: EpcisAsked<unknown>,
  page: PageWithToken<RecordedEvent>,
  queryName: string = UNNAMED,
): Promise<Response | Result<never>> {
  const { web, scope, wanted } = call;
  const needsPrefixes = wanted.epcFormat === "Always_EPC_URN";
  const prefixes = needsPrefixes ? await web.deps.archive.companyPrefixes(scope) : [];
  const creationDate = new Date(web.deps.clock.now()).toISOString();
  const text = textOf({ queryName, events: page.items, creationDate }, wanted, prefixes);
  if (!text.ok) return text;
  const headers = {
    "Content-Type": MEDIA_TYPES[wanted.media],
    "GS1-EPC-Format": wanted.epcFormat,
    ...NO_STORE,
    ...pageHeaders(call, page),
  };
  return new Response(text.value, { headers });
}

/** The document as text. Refuses XML where XML can't say what the events hold. */
function textOf(
  results: QueryResults,
  { media, epcFormat, cbvFormat }: Wanted,
  prefixes: readonly string[],
): Result<string> {
  const document = inEpcFormat(queryDocument(results), epcFormat, prefixes);
  return media === "xml"
    ? writeXml(document, { version: "2.0", cbv: cbvFormat === "Always_URN" ? "urn" : "web-uri" })
    : ok(jsonText(document));
}
