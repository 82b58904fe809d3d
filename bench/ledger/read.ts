import { packLink } from "@/lib/core/gs1/link";
import { startMeter } from "./cpu";
import { HttpClient, requestBytes } from "./http-client";
import { counted, type Figures } from "./load-generator";
import type { Server } from "./server";
import { bodyOf, oneOf } from "./verify";
import type { WebPair } from "./web";
import { type Batch, MAKER, serialOf } from "./world";

const TRACES = 400;
const WARM_UP = 40;

/** The whole way of a pack that stands in a case on a pallet in a load in a sea container, as its maker sees it. */
export async function measureTrace(
  server: Server,
  web: WebPair,
  batches: readonly Batch[],
): Promise<Figures> {
  const credential = await web.credentialOf(MAKER);
  const client = await HttpClient.open(web.ports, 1);
  const one = async (): Promise<void> => {
    const batch = oneOf(batches);
    const serial = serialOf(batch.product, batch.first + Math.floor(Math.random() * batch.deep));
    const link = encodeURIComponent(packLink(batch.product.gtin, serial));
    const answer = await client.ask(requestBytes("GET", `/api/v1/packs/trace?link=${link}`, credential));
    const { events } = bodyOf<{ events: readonly { level: number; bizStep: string }[] }>(answer);
    const levels = new Set(events.map(({ level }) => level));
    if (levels.size !== 5 || events[0]?.bizStep !== "commissioning") {
      throw new Error(`The trace of ${link} shows ${events.length} events on ${levels.size} levels`);
    }
  };
  try {
    const meter = () => startMeter(server);
    await counted(one, { count: WARM_UP, meter });
    return await counted(one, { count: TRACES, meter });
  } finally {
    client.close();
  }
}

/** Where a whole batch is now. Throws when the places do not add up to the batch. */
export async function measureWhere(server: Server, web: WebPair, batch: Batch): Promise<Figures> {
  const credential = await web.credentialOf(MAKER);
  const client = await HttpClient.open(web.ports, 1);
  const one = async (): Promise<void> => {
    const answer = await client.ask(requestBytes("GET", `/api/v1/batches/${batch.id}/now`, credential));
    const places = bodyOf<readonly { count: number }[]>(answer);
    const counted = places.reduce((sum, { count }) => sum + count, 0);
    if (counted !== batch.size)
      throw new Error(`${counted} packs of ${batch.number} counted, not ${batch.size}`);
  };
  try {
    const meter = () => startMeter(server);
    await counted(one, { count: 4, meter });
    return await counted(one, { count: 20, meter });
  } finally {
    client.close();
  }
}
