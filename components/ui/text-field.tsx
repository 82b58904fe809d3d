import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { controlLook, Field, type FieldTexts } from "./field";

type TextFieldProps = FieldTexts &
  Omit<ComponentProps<"input">, "id" | "size"> & {
    /** A code, not words: mono, no spelling help, no capital letters put in by a phone. */
    readonly code?: boolean;
  };

/** One line of text. Numbers and dates of a pack are typed here too: what people copy from a box has no picker. */
export function TextField({
  label,
  hint,
  error,
  optional,
  code = false,
  className,
  ...input
}: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional ?? false}>
      {(control) => (
        <input
          type="text"
          {...(code
            ? { autoComplete: "off", autoCapitalize: "none", autoCorrect: "off", spellCheck: false }
            : {})}
          {...input}
          {...control}
          className={classNames(controlLook, code && "font-mono", className)}
        />
      )}
    </Field>
  );
}
