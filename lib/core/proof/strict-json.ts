/**
 * Parses JSON that has one spelling apart from white space: no member twice, no needless escapes, no `1.0` for `1`.
 * JSON.parse alone takes the last of two members silently, so two readers of one proof could see two statements.
 * Returns undefined for anything else.
 */
export function parseStrictJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === withoutSpace(text) ? value : undefined;
  } catch {
    // Not JSON, or nested too deeply to be a proof.
    return undefined;
  }
}

/** The text without white space outside strings. */
const withoutSpace = (text: string): string =>
  text.replace(/"(?:[^"\\]|\\.)*"|[ \t\r\n]+/g, (part) => (part.startsWith('"') ? part : ""));
