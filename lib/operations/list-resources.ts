import type { Paging } from "@/lib/core/epcis-query/paging";
import { ok } from "@/lib/core/refusal";
import type { EpcPlace, Vocabulary } from "./event-archive-ports";
import { look } from "./gate";
import { type PageDeps, paged } from "./pages";
import type { TenantScope } from "./scope";

/** The words or places in the asking organisation's events, in the order of their bytes. */
export const listVocabulary = (deps: PageDeps, scope: TenantScope, kind: Vocabulary, paging: Paging) =>
  look(deps, scope, "view-events", () =>
    paged<string, string, never>(
      deps,
      scope,
      { question: JSON.stringify(["vocabulary", kind]), paging, first: "" },
      async (after, perPage) => {
        const found = await deps.archive.vocabulary(scope, kind, after, perPage + 1);
        const items = found.slice(0, perPage);
        return ok({ items, next: found.length > perPage ? (items.at(-1) ?? null) : null });
      },
    ),
  );

/** The EPCs in the asking organisation's events, each once, in the order in which they were first named. */
export const listEpcs = (deps: PageDeps, scope: TenantScope, paging: Paging) =>
  look(deps, scope, "view-events", () =>
    paged<EpcPlace | "start", string, never>(
      deps,
      scope,
      { question: JSON.stringify(["epcs"]), paging, first: "start" },
      async (after, perPage) => {
        const { links, next } = await deps.archive.epcs(scope, after === "start" ? null : after, perPage);
        return ok({ items: links, next });
      },
    ),
  );
