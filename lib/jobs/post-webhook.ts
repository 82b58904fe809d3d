import { lookup as resolve } from "node:dns";
import { request as overHttp } from "node:http";
import { request as overHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { Answered, Letter } from "@/lib/operations/webhook-ports";
import { isPublicAddress, type TargetOptions, webhookTarget } from "@/lib/primitives/webhook-target";

/** A receiver that takes longer answers too late: it should take the events first and work on them afterwards. */
const PATIENCE_MS = 10_000;

export type PostOptions = TargetOptions & { readonly patience?: number };

/**
 * Sends one letter. The name is resolved here, and every address it has is looked at before the connection is made, to that
 * very address: a name that says something else the next moment leads nowhere either. Redirects are not followed. What
 * the receiver answers besides its status is not read.
 */
export function postWebhook(
  { url: text, headers, body }: Letter,
  { anywhere, patience = PATIENCE_MS }: PostOptions,
): Promise<Answered> {
  const target = webhookTarget(text, { anywhere });
  if (!target.ok) return Promise.resolve({ unreachable: target.refusal.message });
  const url = target.value;
  const request = url.protocol === "http:" ? overHttp : overHttps;
  return new Promise((tell) => {
    const sent = request(
      url,
      {
        method: "POST",
        headers: { ...headers, "Content-Length": Buffer.byteLength(body), "User-Agent": "Packproof" },
        // No connection is kept: each one is to an address that was looked at for this letter.
        agent: false,
        ...(anywhere || isIP(url.hostname) !== 0 ? {} : { lookup: publicOnly }),
      },
      (response) => {
        tell({ status: response.statusCode ?? 0 });
        response.destroy();
      },
    );
    // Of all together: a receiver that says a byte now and then must not hold a lane.
    const limit = setTimeout(() => sent.destroy(new Error("no answer in time")), patience);
    sent.on("close", () => clearTimeout(limit));
    sent.on("error", (error) => tell({ unreachable: `There was no answer: ${wordOf(error)}.` }));
    sent.end(body);
  });
}

/** The code of a network's fault, or its words; never what the address was. */
const wordOf = (error: Error): string =>
  "code" in error && typeof error.code === "string" ? error.code : error.message;

class NotPublic extends Error {
  readonly code = "the name leads to an address that is not public";
}

/** Resolves a name for a connection, or fails when one of its addresses is not public. */
export const publicOnly: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error) callback(error, "", 0);
    else if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address)))
      callback(new NotPublic(), "", 0);
    else if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};
