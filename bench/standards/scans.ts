import { makePacks, type Pack } from "./packs";

const GS = "\u001d";

/** The ways medicine packs carry their code in the field: order of elements, carrier, separators, national numbers. */
const ELEMENT_STRINGS: readonly ((pack: Pack) => string)[] = [
  ({ gtin, expiry, batch, serial }) => `]d201${gtin}17${expiry}10${batch}${GS}21${serial}`,
  ({ gtin, expiry, batch, serial }) => `]d201${gtin}21${serial}${GS}17${expiry}10${batch}`,
  ({ gtin, expiry, batch, serial }) => `]d201${gtin}10${batch}${GS}17${expiry}21${serial}${GS}`,
  ({ gtin, expiry, batch, serial, national }) =>
    `]d201${gtin}21${serial}${GS}10${batch}${GS}17${expiry}712${national}`,
  ({ gtin, expiry, batch, serial, made }) => `]d201${gtin}11${made}17${expiry}10${batch}${GS}21${serial}`,
  ({ gtin, expiry, batch, serial, national }) =>
    `]Q301${gtin}17${expiry}10${batch}${GS}710${national}${GS}21${serial}`,
  ({ gtin, expiry, batch, serial }) => `]C101${gtin}${GS}17${expiry}${GS}10${batch}${GS}21${serial}`,
  ({ gtin, expiry, batch, serial }) => `]d221${serial}${GS}10${batch}${GS}17${expiry.slice(0, 4)}0001${gtin}`,
];

const encoded = encodeURIComponent;
const DIGITAL_LINKS: readonly ((pack: Pack) => string)[] = [
  ({ gtin, serial }) => `https://id.gs1.org/01/${gtin}/21/${encoded(serial)}`,
  ({ gtin, batch, serial, expiry }) =>
    `https://id.gs1.org/01/${gtin}/10/${encoded(batch)}/21/${encoded(serial)}?17=${expiry}`,
  ({ gtin, batch, serial, expiry }) =>
    `https://brand.example/01/${gtin}/10/${encoded(batch)}/21/${encoded(serial)}?17=${expiry}&11=250101`,
  ({ gtin, batch, serial, expiry }) =>
    `https://brand.example/de/p/01/${gtin}/10/${encoded(batch)}/21/${encoded(serial)}?17=${expiry}`,
  ({ gtin, serial }) => `http://brand.example/01/${gtin}/22/2A/21/${encoded(serial)}`,
  ({ gtin, serial, expiry }) =>
    `https://brand.example/01/${gtin}/21/${encoded(serial)}?17=${expiry}&lang=de#top`,
  ({ gtin, batch, serial, expiry }) =>
    `]Q1https://brand.example/01/${gtin}/10/${encoded(batch)}/21/${encoded(serial)}?17=${expiry}`,
  ({ gtin, serial, national }) => `https://brand.example/01/${gtin}/21/${encoded(serial)}?712=${national}`,
];

export type Scans = { readonly elementStrings: readonly string[]; readonly links: readonly string[] };

/** `count` different packs in each of the forms, mixed: no text comes twice. */
export function makeScans(count: number): Scans {
  const packs = makePacks(count);
  const written = (forms: typeof ELEMENT_STRINGS): string[] =>
    packs.flatMap((pack, i) => forms[i % forms.length]?.(pack) ?? []);
  return { elementStrings: written(ELEMENT_STRINGS), links: written(DIGITAL_LINKS) };
}

type Naive = { gtin: string; expiry: string; batch: string; serial: string };

/** The bare limit: cuts an element string at known lengths and at separators, and checks nothing at all. */
export function cutElementString(text: string): Naive {
  const found: Naive = { gtin: "", expiry: "", batch: "", serial: "" };
  let at = 3;
  while (at < text.length) {
    const ai = text.slice(at, at + 2);
    const start = at + (ai === "71" ? 3 : 2);
    const fixed = ai === "01" ? 14 : ai === "17" || ai === "11" ? 6 : 0;
    const separator = fixed ? -1 : text.indexOf(GS, start);
    const end = fixed ? start + fixed : separator < 0 ? text.length : separator;
    const value = text.slice(start, end);
    if (ai === "01") found.gtin = value;
    else if (ai === "17") found.expiry = value;
    else if (ai === "10") found.batch = value;
    else if (ai === "21") found.serial = value;
    at = text.startsWith(GS, end) ? end + 1 : end;
  }
  return found;
}

/** The bare limit of links: cuts the path at its slashes and decodes the serial, nothing else. */
export function cutLink(text: string): Naive {
  const query = text.indexOf("?");
  const segments = (query < 0 ? text : text.slice(0, query)).split("/");
  const after = (ai: string): string => segments[segments.indexOf(ai) + 1] ?? "";
  const expiry = text.indexOf("17=", query);
  return {
    gtin: after("01"),
    expiry: expiry < 0 ? "" : text.slice(expiry + 3, expiry + 9),
    batch: after("10"),
    serial: decodeURIComponent(after("21")),
  };
}
