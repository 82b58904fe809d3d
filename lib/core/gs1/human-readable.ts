type AiAndValue = { readonly ai: string; readonly value: string };

/**
 * Bracketed text of elements that reads back to the same elements: "(01)09506000134352(21)A1", with "(" in a value
 * written as "\(".
 */
export const formatBracketed = (elements: readonly AiAndValue[]): string =>
  elements.map(({ ai, value }) => `(${ai})${value.replaceAll("(", "\\(")}`).join("");

/** Human-readable interpretation for print under a symbol, a part a line (General Specifications, section 4.15). */
export const humanReadable = (elements: readonly AiAndValue[]): readonly string[] =>
  elements.map(({ ai, value }) => `(${ai}) ${value}`);
