import { Fault } from "../lib/fault.mjs";
import { asRecord } from "../lib/files.mjs";

/**
 * One JSON-RPC call. Throws what `fetch` throws when nobody answers, and a Fault with the node's own words when it
 * answers with an error.
 * @param {string} url
 * @param {string} method
 * @param {unknown[]} params
 * @param {number} [timeoutMs]
 * @returns {Promise<unknown>}
 */
export async function callChain(url, method, params = [], timeoutMs = 10_000) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  const text = await response.text();
  let answer;
  try {
    answer = asRecord(JSON.parse(text));
  } catch {
    throw new Fault(`${url} answers ${method} with something that isn't JSON-RPC (HTTP ${response.status}).`);
  }
  if (answer.error !== undefined) {
    throw new Fault(`${url} refuses ${method}: ${String(asRecord(answer.error).message)}`);
  }
  return answer.result;
}
