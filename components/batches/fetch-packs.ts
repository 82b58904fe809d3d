import type { BatchSerial } from "@/lib/operations/desk-ports";
import { type Answer, get } from "@/lib/web/client";

const PAGE = 10_000;

/** All packs of a batch in the order they were made, page by page. */
export async function fetchPacks(
  batchId: string,
  onPage: (loaded: number) => void = () => {},
): Promise<Answer<readonly BatchSerial[]>> {
  const packs: BatchSerial[] = [];
  for (;;) {
    const after = packs.at(-1)?.id ?? "0";
    const page = await get<readonly BatchSerial[]>(
      `/api/v1/batches/${batchId}/packs?after=${after}&limit=${PAGE}`,
    );
    if (!page.ok) return page;
    packs.push(...page.value);
    onPage(packs.length);
    if (page.value.length < PAGE) return { ok: true, value: packs };
  }
}
