import type { Attempt } from "./decode-attempt";
import type { DecodedCode } from "./decoded-code";

/** What the page asks of the decoder worker. The bitmap is transferred and closed by the worker. */
export type DecoderRequest =
  | { readonly id: number; readonly kind: "warm" }
  | {
      readonly id: number;
      readonly kind: "decode";
      readonly bitmap: ImageBitmap;
      readonly attempts: readonly Attempt[];
    };

export type DecoderReply =
  | {
      readonly id: number;
      readonly ok: true;
      readonly codes: readonly DecodedCode[];
      /** Which attempt found them; -1 when none did. */
      readonly attempt: number;
    }
  | { readonly id: number; readonly ok: false; readonly message: string };
