import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { controlLook, Field, type FieldTexts } from "./field";

type TextAreaFieldProps = FieldTexts & Omit<ComponentProps<"textarea">, "id"> & { readonly code?: boolean };

/** Several lines: a reason, a pasted list of codes. */
export function TextAreaField({
  label,
  hint,
  error,
  optional,
  code = false,
  rows = 4,
  className,
  ...area
}: TextAreaFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional ?? false}>
      {(control) => (
        <textarea
          rows={rows}
          {...(code ? { spellCheck: false, autoCapitalize: "none" } : {})}
          {...area}
          {...control}
          className={classNames(controlLook, code && "font-mono", className)}
        />
      )}
    </Field>
  );
}
