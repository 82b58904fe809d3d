/** An open alert, as far as is known where it came from. */
export type Raised = {
  /** Its code. */
  readonly cause: string;
  readonly gtin: string;
  readonly serial: string;
  /** Of the site where the code was read. */
  readonly siteId: string;
  /** As read off the pack; null: not given. */
  readonly batch: string | null;
  /** Which scanner or station read it; null: it didn't say. */
  readonly device: string | null;
};

/** What several alerts have in common is their cause more often than each pack by itself. */
export type RootCause =
  /** One serial number at many sites: somebody copied it. */
  | { readonly kind: "CLONE"; readonly gtin: string; readonly serial: string; readonly sites: number }
  /** Many packs of one batch that nobody knows: its maker hasn't uploaded them. */
  | { readonly kind: "DATA_MISSING"; readonly gtin: string; readonly batch: string; readonly packs: number }
  /** Many products from one device: it is that scanner. */
  | { readonly kind: "SCANNER"; readonly device: string; readonly products: number };

/** So many are no coincidence. Of one serial number a second site is enough. */
const MANY = 5;

/** The causes (DOMAIN §6) behind a list of alerts, the gravest first: a copy, then what makes needless alarm. */
export function rootCausesOf(alerts: readonly Raised[]): readonly RootCause[] {
  const clones = groups(alerts, ({ gtin, serial }) => `${gtin} ${serial}`).map(([{ gtin, serial }, of]) => ({
    kind: "CLONE" as const,
    gtin,
    serial,
    sites: different(of, ({ siteId }) => siteId),
  }));
  const unknown = alerts.filter(({ cause }) => cause === "SERIAL_UNKNOWN");
  const batches = groups(unknown, ({ gtin, batch }) => batch && `${gtin} ${batch}`).map(
    ([{ gtin, batch }, of]) => ({
      kind: "DATA_MISSING" as const,
      gtin,
      batch: batch ?? "",
      packs: different(of, ({ serial }) => serial),
    }),
  );
  const devices = groups(alerts, ({ device }) => device).map(([{ device }, of]) => ({
    kind: "SCANNER" as const,
    device: device ?? "",
    products: different(of, ({ gtin }) => gtin),
  }));
  return [
    ...clones.filter(({ sites }) => sites > 1),
    ...batches.filter(({ packs }) => packs >= MANY),
    ...devices.filter(({ products }) => products >= MANY),
  ];
}

/** Alerts with the same key together, each group with its first; what has no key stands in none. */
function groups(
  alerts: readonly Raised[],
  keyOf: (alert: Raised) => string | null,
): readonly (readonly [Raised, readonly Raised[]])[] {
  const found = new Map<string, [Raised, Raised[]]>();
  for (const alert of alerts) {
    const key = keyOf(alert);
    if (key === null) continue;
    const group = found.get(key);
    if (group) group[1].push(alert);
    else found.set(key, [alert, [alert]]);
  }
  return [...found.values()];
}

const different = (alerts: readonly Raised[], of: (alert: Raised) => string): number =>
  new Set(alerts.map(of)).size;
