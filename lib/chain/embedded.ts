import { gunzipSync } from "node:zlib";
import type { Answer } from "./fault";
import { fromHex } from "./hex";
import { connectRpc } from "./provider";
import { hexText } from "./shape";

/** Calls only the embedded anvil answers. */
export type EmbeddedChain = {
  /** The whole chain as the JSON that `anvil --load-state FILE` reads. */
  dumpState(): Promise<Answer<Uint8Array>>;
  /** Two empty blocks: with --slots-in-an-epoch 1 what was mined before them is final. */
  mineTwo(): Promise<Answer<void>>;
  close(): void;
};

export function openEmbedded(on: { readonly rpcUrl: string; readonly chainId: number }): EmbeddedChain {
  const rpc = connectRpc(on);
  return {
    // anvil answers hex of gzip, but its --load-state wants the JSON inside.
    dumpState: () =>
      rpc.ask("anvil_dumpState", [], (result) => new Uint8Array(gunzipSync(fromHex(hexText(result))))),
    mineTwo: () => rpc.ask("anvil_mine", ["0x2"], () => undefined),
    close: () => rpc.close(),
  };
}
