import { DEFAULT_EPC_FORMAT, EPC_FORMATS, type EpcFormat } from "@/lib/core/epcis/epc-format";
import { ok, type Refused, type Result, refuse } from "@/lib/core/refusal";

export type Media = "json" | "json-ld" | "xml";

export const MEDIA_TYPES = {
  json: "application/json",
  "json-ld": "application/ld+json",
  xml: "application/xml",
} as const satisfies Record<Media, string>;

export const CBV_FORMATS = ["No_Preference", "Always_Web_URI", "Always_URN", "Never_Translates"] as const;
export type CbvFormat = (typeof CBV_FORMATS)[number];

/** The form in which a caller wants its answer. */
export type Wanted = {
  readonly media: Media;
  readonly epcFormat: EpcFormat;
  /** Of answers in XML only; in JSON words have no other spelling. */
  readonly cbvFormat: CbvFormat;
};

/** What the headers ask for, of the media types that a route has; refuses what none of them meets. */
export function wantedOf(headers: Headers, produces: readonly Media[]): Result<Wanted, "NOT_ACCEPTABLE"> {
  const media = mediaOf(headers.get("accept") ?? "*/*", produces);
  if (media === null) return notAcceptable("Accept", produces.map((each) => MEDIA_TYPES[each]).join(", "));
  const epcFormat = formatOf(headers, "GS1-EPC-Format", EPC_FORMATS, DEFAULT_EPC_FORMAT);
  if (epcFormat === null) return notAcceptable("GS1-EPC-Format", EPC_FORMATS.join(", "));
  const cbvFormat = formatOf(headers, "GS1-CBV-XML-Format", CBV_FORMATS, "No_Preference");
  return cbvFormat === null
    ? notAcceptable("GS1-CBV-XML-Format", CBV_FORMATS.join(", "))
    : ok({ media, epcFormat, cbvFormat });
}

function formatOf<Format extends string>(
  headers: Headers,
  name: string,
  formats: readonly Format[],
  otherwise: Format,
): Format | null {
  const given = headers.get(name)?.trim();
  return given === undefined ? otherwise : (formats.find((format) => format === given) ?? null);
}

/** The media type that a caller likes best (RFC 9110 §12.5.1); of those it likes alike, the route's first. */
function mediaOf(accept: string, produces: readonly Media[]): Media | null {
  const ranges = accept.split(",").map(rangeOf);
  let best: { readonly media: Media; readonly quality: number } | null = null;
  for (const media of produces) {
    const quality = qualityOf(media, ranges);
    if (quality > (best?.quality ?? 0)) best = { media, quality };
  }
  return best?.media ?? null;
}

type Range = { readonly type: string; readonly quality: number };

function rangeOf(text: string): Range {
  const [type = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  const quality = Number(parameters.find((each) => each.startsWith("q="))?.slice(2) ?? 1);
  return { type, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}

/** The most exact range that names it decides, so "application/*, application/xml;q=0" is everything but XML. */
function qualityOf(media: Media, ranges: readonly Range[]): number {
  const own = media === "xml" ? [MEDIA_TYPES.xml, "text/xml"] : [MEDIA_TYPES[media]];
  for (const names of [own, ["application/*"], ["*/*"]]) {
    const named = ranges.filter(({ type }) => names.includes(type));
    if (named.length > 0) return Math.max(...named.map(({ quality }) => quality));
  }
  return 0;
}

const notAcceptable = (header: string, possible: string): Refused<"NOT_ACCEPTABLE"> =>
  refuse(
    "NOT_ACCEPTABLE",
    `${header} asks for a form that this address can't answer in.`,
    `Ask for one of ${possible}.`,
    { header },
  );
