type AiAndValue = { readonly ai: string; readonly value: string };

/**
 * Bracketed text of elements that reads back to the same elements: "(01)09506000134352(21)A1", with "(" in a value
 * written as "\\(". For bwip-js give "^040" and its option parse: it knows no other escape.
 */
export const formatBracketed = (elements: readonly AiAndValue[], escapedBracket = "\\("): string =>
  elements.map(({ ai, value }) => `(${ai})${value.replaceAll("(", escapedBracket)}`).join("");

/** Human-readable interpretation for print under a symbol, a part a line (General Specifications, section 4.15). */
export const humanReadable = (elements: readonly AiAndValue[]): readonly string[] =>
  elements.map(({ ai, value }) => `(${ai}) ${value}`);
