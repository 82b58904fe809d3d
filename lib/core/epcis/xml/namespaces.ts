/** Namespaces of EPCIS XML (EPCglobal-epcis-2_0.xsd, -1_2.xsd and the query XSDs) and of what stands inside it. */
export const EPCIS = { "2.0": "urn:epcglobal:epcis:xsd:2", "1.2": "urn:epcglobal:epcis:xsd:1" } as const;
export const EPCIS_QUERY = {
  "2.0": "urn:epcglobal:epcis-query:xsd:2",
  "1.2": "urn:epcglobal:epcis-query:xsd:1",
} as const;

/** UN/CEFACT Standard Business Document Header 1.0. */
export const SBDH = "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader";
/** GS1 US Healthcare: the DSCSA transaction statement. */
export const GS1_US_HEALTHCARE = "http://epcis.gs1us.org/hc/ns";
export const XSI = "http://www.w3.org/2001/XMLSchema-instance";
export const XSD = "http://www.w3.org/2001/XMLSchema";
export const XML = "http://www.w3.org/XML/1998/namespace";

export const CBV = "https://ref.gs1.org/cbv/";
export const GS1_VOCABULARY = "https://gs1.org/voc/";

/**
 * The CBV's master data attributes: one vocabulary with two namespaces, because a JSON-LD term is its namespace and
 * name joined ("urn:epcglobal:cbv:mda:lotNumber") and an XML name is not. Some XML has the JSON-LD one.
 */
export const CBV_MASTER_DATA = { json: "urn:epcglobal:cbv:mda:", xml: "urn:epcglobal:cbv:mda" } as const;

/** The @context that every EPCIS 2.0 JSON document names first. */
export const EPCIS_CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";

/** Beginnings of URIs that stand in events: as a prefix they would give such a URI another meaning. */
export const URI_SCHEMES: ReadonlySet<string> = new Set(
  "urn http https ni nih geo tag did data mailto tel ftp file info doi uuid iri".split(" "),
);

const STANDARD: ReadonlySet<string> = new Set(["", ...Object.values(EPCIS), ...Object.values(EPCIS_QUERY)]);

/** Elements of the standard have no namespace but the outermost (elementFormDefault); some writers qualify them all. */
export const isStandard = (element: { readonly namespace: string }): boolean =>
  STANDARD.has(element.namespace);
