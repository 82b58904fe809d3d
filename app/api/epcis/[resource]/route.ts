import { z } from "zod";
import { listEpcs, listVocabulary } from "@/lib/operations/list-resources";
import { collection } from "@/lib/web/epcis/collection";
import { resource } from "@/lib/web/epcis/fields";
import { epcis, epcisMethods, json } from "@/lib/web/epcis/handle";
import { pageHeaders } from "@/lib/web/epcis/paging";
import { PAGE_PARAMETERS, pagingOf } from "@/lib/web/epcis/query";
import { resourceOf } from "@/lib/web/epcis/resources";

export const GET = epcis(
  z.strictObject({ resource }),
  async (call) => {
    const { web, scope, input, request, wanted } = call;
    const found = resourceOf(input.resource);
    if (!found.ok) return found;
    const paging = pagingOf(request);
    if (!paging.ok) return paging;
    const { kind } = found.value;
    const page =
      kind === null
        ? await listEpcs(web.deps, scope, paging.value)
        : await listVocabulary(web.deps, scope, kind, paging.value);
    return page.ok
      ? json(collection(page.value.items), wanted, { headers: pageHeaders(call, page.value) })
      : page;
  },
  {
    summary: "List what your events hold",
    description: "Each word, place or EPC once.",
    scope: "view-events",
    answers: "A Collection.",
    query: PAGE_PARAMETERS,
  },
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = epcisMethods(["GET"]);
