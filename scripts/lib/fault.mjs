/**
 * Something a person must act on before the command can go on. Its message is one clear sentence (or two)
 * that says what is wrong and what to do; it is printed without a stack trace. Anything else that is thrown is
 * a defect of ours and keeps its trace.
 */
export class Fault extends Error {
  /**
   * @param {string} message what is wrong and what to do
   * @param {{ cause?: unknown }} [options]
   */
  constructor(message, options) {
    super(message, options);
    this.name = "Fault";
  }
}

/**
 * The text of anything thrown.
 * @param {unknown} thrown
 * @returns {string}
 */
export function messageOf(thrown) {
  if (thrown instanceof AggregateError && thrown.message === "") {
    return thrown.errors.map(messageOf).join("; ");
  }
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/**
 * The code Node or Postgres put on an error ("ENOENT", "28P01"), if any.
 * @param {unknown} thrown
 * @returns {string | undefined}
 */
export function codeOf(thrown) {
  if (typeof thrown !== "object" || thrown === null) return undefined;
  if ("code" in thrown && typeof thrown.code === "string") return thrown.code;
  return thrown instanceof AggregateError ? thrown.errors.map(codeOf).find(Boolean) : undefined;
}
