import { useTranslations } from "next-intl";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import type { KeyScope } from "@/lib/core/access/key-scopes";

type ScopeChoiceProps = {
  readonly scopes: readonly KeyScope[];
  readonly chosen: readonly KeyScope[];
  readonly onChange: (chosen: readonly KeyScope[]) => void;
  readonly error: string | undefined;
};

/** What a key may do, in words; the name a program knows it by stands small beneath. */
export function ScopeChoice({ scopes, ...group }: ScopeChoiceProps) {
  const t = useTranslations("keys");
  return (
    <CheckboxGroup
      {...group}
      label={t("form.scopes")}
      choices={scopes.map((value) => ({ value, label: t(`scope.${value}`), hint: <code>{value}</code> }))}
    />
  );
}
