import { isSigned } from "./route-doc";
import type { ApiRoute } from "./routes";

/** A request as one types it into a terminal; the key comes from the environment, so that no history keeps it. */
export function curlOf({ method, path, kind, doc }: ApiRoute, origin: string): string {
  const sends = method === "POST" || method === "PATCH" || method === "PUT";
  const query =
    !sends && doc.example
      ? `?${new URLSearchParams(Object.entries(doc.example).map(([name, value]) => [name, String(value)]))}`
      : "";
  const address = `${origin}${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => name.toUpperCase())}${query}`;
  const signed = isSigned(kind);
  const type = doc.body?.contentType[0] ?? "application/json";
  return [
    `curl${sends && method !== "POST" ? ` -X ${method}` : method === "DELETE" ? " -X DELETE" : ""} ${quoted(address)}`,
    ...(signed ? ['  -H "Authorization: Bearer $PACKPROOF_KEY"'] : []),
    ...(kind === "command" ? ['  -H "Idempotency-Key: $(uuidgen)"'] : []),
    ...(sends
      ? [
          `  -H "Content-Type: ${type}"`,
          `  -d ${single(JSON.stringify(doc.body?.example ?? doc.example ?? {}, null, 2))}`,
        ]
      : []),
  ].join(" \\\n");
}

const quoted = (text: string): string => (/[?&]/.test(text) ? single(text) : text);
const single = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
