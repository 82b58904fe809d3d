import { BlockList, isIP } from "node:net";
import { ok, type Result, refuse } from "@/lib/core/refusal";

/** Not on the public internet, or not one host (IANA special-purpose address registries). */
const NOT_PUBLIC = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  NOT_PUBLIC.addSubnet(network, prefix, "ipv4");

/** Of IPv6 only what is assigned to the internet at all, without the parts that stand for other networks. */
const PUBLIC_V6 = new BlockList();
PUBLIC_V6.addSubnet("2000::", 3, "ipv6");
const SPECIAL_V6 = new BlockList();
for (const [network, prefix] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  SPECIAL_V6.addSubnet(network, prefix, "ipv6");

/** Whether an IP address is one that a stranger may have us call. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !NOT_PUBLIC.check(address, "ipv4");
  return version === 6 && PUBLIC_V6.check(address, "ipv6") && !SPECIAL_V6.check(address, "ipv6");
}

export type TargetOptions = {
  /** http and addresses of one's own network too: where the installation is a demonstration, and in tests. */
  readonly anywhere: boolean;
};

/**
 * The address that a subscriber wants events sent to. What a name resolves to is looked at when it is called (lib/jobs/post-webhook):
 * it may change.
 */
export function webhookTarget(text: string, { anywhere }: TargetOptions): Result<URL, "DEST"> {
  if (text.length > 2_000 || !URL.canParse(text)) return wrong("is no URL");
  const url = new URL(text);
  if (url.protocol !== "https:" && !(anywhere && url.protocol === "http:")) return wrong("must be https");
  if (url.username !== "" || url.password !== "") return wrong("can't hold a name or password");
  if (url.hash !== "") return wrong("can't have a fragment");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isLocal =
    /(^|\.)(localhost|local|internal|home\.arpa)\.?$/i.test(host) ||
    (isIP(host) === 0 && !host.includes("."));
  if (!anywhere && (isLocal || (isIP(host) !== 0 && !isPublicAddress(host))))
    return wrong("must be on the public internet");
  return ok(url);
}

const wrong = (why: string) =>
  refuse("DEST", `The subscription's dest ${why}.`, "Give an https address that this server can reach.", {
    member: "dest",
  });
