/** Some packs, as most routes about packs take them. */
export const PACKS_EXAMPLE = {
  links: ["https://id.gs1.org/01/09520101100016/21/4KP7ZQ3M9T2H"],
  mode: "all-or-nothing",
  entry: "api",
} as const;

/** What the returns desk asks about packs without serials. */
export const RETURNED_EXAMPLE = {
  lines: [{ gtin: "09520101100016", batch: "TX24107", quantity: 12, book: "RETURNED" }],
  declared: { handedOver: false, intact: true, storedWell: true },
};

export const QUANTITIES_EXAMPLE = {
  lines: [{ gtin: "09520101100016", batch: "TX24107", quantity: 12 }],
  entry: "api",
};
