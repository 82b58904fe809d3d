import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { isKeyScope } from "@/lib/core/access/key-scopes";
import { curlOf } from "@/lib/web/openapi/curl";
import { type FieldWords, fieldLines } from "@/lib/web/openapi/fields";
import { contentTypesOf, isFile, isSigned } from "@/lib/web/openapi/route-doc";
import type { ApiRoute } from "@/lib/web/openapi/routes";
import { schemaOfAnswer, schemaOfInput } from "@/lib/web/openapi/schemas";
import { CodeBlock } from "./code-block";
import { FieldTable } from "./field-table";

/** One route: what it is for at a glance; opened, how it is called and what it answers. */
export function RouteEntry({ route, origin }: { readonly route: ApiRoute; readonly origin: string }) {
  const t = useTranslations("developers.route");
  const { method, path, kind, doc, input } = route;
  const { answer, scope } = doc;
  const signed = isSigned(kind);
  const words: FieldWords = {
    oneOf: (values, more) => t("type.oneOf", { values, more }),
    listOf: (type) => t("type.listOf", { type }),
    objects: t("type.objects"),
    or: t("type.or"),
  };

  function needs(): string {
    if (!signed) return t("noKey");
    if (doc.personsOnly) return t("person");
    if (scope === null) return t("noScope");
    return isKeyScope(scope) ? scope : t("person");
  }

  return (
    <details className="group border-line border-b">
      <summary className="flex min-h-14 cursor-pointer list-none flex-wrap items-center gap-x-4 gap-y-1 py-3 hover:bg-fill [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-5 flex-none text-soft transition-transform group-open:rotate-90"
        />
        <span className="min-w-0 flex-1">
          <span className="block font-semibold">{doc.summary}</span>
          <code className="block wrap-anywhere text-sm text-soft">
            {method} {path}
          </code>
        </span>
        <span className="text-sm text-soft max-sm:w-full max-sm:ps-9">
          {signed && scope !== null && isKeyScope(scope) ? (
            <>
              {t("scope")} <code>{scope}</code>
            </>
          ) : (
            needs()
          )}
        </span>
      </summary>
      <div className="grid gap-4 pt-1 pb-6 sm:ps-9">
        {doc.description && <p className="max-w-measure">{doc.description}</p>}
        <CodeBlock label={t("example", { what: doc.summary })}>{curlOf(route, origin)}</CodeBlock>
        <FieldTable caption={t("sends")} lines={fieldLines(schemaOfInput(input), words)} />
        {isFile(answer) ? (
          <div>
            <h3 className="font-semibold text-sm">{t("gets")}</h3>
            <p className="text-sm text-soft">
              {answer.description} <code>{contentTypesOf(answer).join(", ")}</code>
            </p>
          </div>
        ) : (
          <FieldTable caption={t("gets")} lines={fieldLines(schemaOfAnswer(answer), words)} />
        )}
      </div>
    </details>
  );
}
