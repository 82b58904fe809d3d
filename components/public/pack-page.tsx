import { headers } from "next/headers";
import { localDay } from "@/lib/core/time/zone";
import { publicCheck } from "@/lib/operations/public-check";
import { web } from "@/lib/web/deps";
import { limitOfPacks } from "@/lib/web/limits";
import { TARGET_HEADER } from "@/lib/web/target-header";
import { MalformedLink } from "./malformed-link";
import { OtherCode } from "./other-code";
import { readPackAddress } from "./pack-address";
import { PackAnswer } from "./pack-answer";
import { TooMany } from "./too-many";

/** Answers the GS1 Digital Link that this page was opened with. */
export async function PackPage() {
  const head = await headers();
  const { deps, limits } = web();
  const now = deps.clock.now();
  const address = readPackAddress(head.get(TARGET_HEADER) ?? "", localDay("UTC", now));
  if (address.kind === "malformed") return <MalformedLink address={address} />;
  if (address.kind !== "pack") return <OtherCode address={address} />;
  const { wait } = await limitOfPacks(limits, head, now);
  if (wait > 0) return <TooMany seconds={wait} />;
  const { gtin, serial, batch, expiry } = address.pack;
  const answer = await publicCheck(deps, { gtin, serial, batch, expiry: expiry?.lastValidDay ?? null });
  return <PackAnswer answer={answer} asked={address.pack} />;
}
