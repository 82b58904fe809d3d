/**
 * A refusal is an answer, not an exception: the same object feeds the screen, problem+json and the audit row.
 * `Code` narrows what a function can refuse with, so a caller can handle every case.
 */
export type Refusal<Code extends string = string> = {
  readonly code: Code;
  /** What happened and why, for a person, sentence case. */
  readonly message: string;
  /** What the person does next. */
  readonly next: string;
  /** Facts a screen may show besides (current state, when, how many); never another party's data. */
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
  /** Of a request about many packs that was refused as a whole: each pack that stood in its way. */
  readonly packs?: readonly { readonly link: string; readonly code: string }[];
};

export type Refused<Code extends string = string> = { readonly ok: false; readonly refusal: Refusal<Code> };

export type Result<Value, Code extends string = string> =
  | { readonly ok: true; readonly value: Value }
  | Refused<Code>;

export const ok = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({
  ok: true,
  value,
});

export const refuse = <Code extends string>(
  code: Code,
  message: string,
  next: string,
  facts?: Refusal["facts"],
): Refused<Code> => ({
  ok: false,
  refusal: facts ? { code, message, next, facts } : { code, message, next },
});
