import { gtinLink, lgtinLink } from "@/lib/core/gs1/link";
import { type Decided, decisionsOf } from "@/lib/core/replay/decisions";
import type { Fsck } from "./context";
import { APPLIED, EVENT_COLUMNS, toldOf } from "./history";

type Row = Parameters<typeof toldOf>[0] & { readonly document: Buffer };

/** Batches and products as they are kept against everything that was decided of them, from zero. */
export async function checkClasses(fsck: Fsck): Promise<void> {
  const decisions = decisionsOf();
  let after = "-1";
  for (;;) {
    const page = await fsck.rows<Row>(
      `select e.ledger_seq, e.id as event_id, e.document, ${EVENT_COLUMNS} from event e
       where e.ledger_seq > $1 and e.type = 'ObjectEvent' and not exists (select from event_epc n where n.event_id = e.id) and ${APPLIED}
       order by e.ledger_seq limit 1000`,
      [after],
    );
    for (const row of page) decisions.live(toldOf(row), JSON.parse(row.document.toString("utf8")));
    const last = page.at(-1);
    if (!last) break;
    after = last.ledger_seq;
  }
  await checkBatches(fsck, decisions.of);
  await checkProducts(fsck, decisions.of);
}

type Batch = {
  readonly gtin: string;
  readonly number: string;
  readonly state: string;
  readonly holds: number;
  readonly recalls: readonly string[];
};

async function checkBatches(fsck: Fsck, of: (epcClass: string) => Decided): Promise<void> {
  const batches = await fsck.rows<Batch>(
    `select p.gtin, b.number, b.state, (b.held_at is not null)::int + (select count(*)::int from hold h where h.batch_id = b.id and h.released_at is null) as holds,
            array(select m.market || ' ' || m.class || ' ' || m.depth from recall_market m where m.batch_id = b.id order by 1) as recalls
     from batch b join product p on p.id = b.product_id`,
  );
  for (const batch of batches) {
    const subject = `batch ${batch.number} of ${batch.gtin}`;
    const decided = of(lgtinLink(batch.gtin, batch.number));
    for (const fault of decided.faults) fsck.found("HISTORY_IMPOSSIBLE", subject, fault);
    const state = decided.released ? "RELEASED" : "PACKAGED";
    if (batch.state !== state) {
      fsck.found("BATCH_STATE_DIFFERS", subject, `kept: ${batch.state}; its events say: ${state}`);
    }
    if (batch.holds !== decided.holds) {
      fsck.found("BATCH_HOLDS_DIFFER", subject, `kept: ${batch.holds}; its events say: ${decided.holds}`);
    }
    const recalls = [...decided.recalls].map(([market, how]) => `${market} ${how}`).sort();
    if (batch.recalls.join() !== recalls.join()) {
      fsck.found(
        "RECALL_DIFFERS",
        subject,
        `kept: ${batch.recalls.join(", ")}; its events say: ${recalls.join(", ")}`,
      );
    }
  }
}

async function checkProducts(fsck: Fsck, of: (epcClass: string) => Decided): Promise<void> {
  const products = await fsck.rows<{ gtin: string; markets: readonly string[] }>(
    `select p.gtin, array(select w.market from product_withdrawal w where w.product_id = p.id order by 1) as markets from product p`,
  );
  for (const { gtin, markets } of products) {
    const withdrawn = [...of(gtinLink(gtin)).withdrawn].sort();
    if (markets.join() !== withdrawn.join()) {
      fsck.found(
        "WITHDRAWAL_DIFFERS",
        `product ${gtin}`,
        `kept: ${markets.join(", ")}; its events say: ${withdrawn.join(", ")}`,
      );
    }
  }
}
