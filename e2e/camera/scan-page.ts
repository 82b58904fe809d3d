import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

export type ServedPage = { readonly url: string; close(): Promise<void> };

const root = fileURLToPath(new URL("../..", import.meta.url));
const wasm = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");

/** Next's bundler gives `new URL("x", import.meta.url)` an address of its own; esbuild leaves it, so we name it. */
const addresses: Plugin = {
  name: "addresses",
  setup({ onLoad }) {
    onLoad({ filter: /lib\/scan\/decoder(\.worker)?\.ts$/ }, ({ path }) => ({
      loader: "ts",
      contents: readFileSync(path, "utf8")
        .replace('"./decoder.worker.ts"', '"/worker.js"')
        .replace('"zxing-wasm/reader/zxing_reader.wasm"', '"/zxing_reader.wasm"'),
    }));
  },
};

/** Policies as the product sends them: the page may not compile wasm, the worker's own response may. */
const pagePolicy =
  "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; img-src 'self' blob: data:; media-src 'self'";
const workerPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/** Bundles lib/scan with a bare page and serves it on this computer. */
export async function serveScanPage(): Promise<ServedPage> {
  const bundle = async (entry: string) => {
    const result = await build({
      entryPoints: [`${root}/${entry}`],
      bundle: true,
      write: false,
      format: "esm",
      platform: "browser",
      target: "es2022",
      plugins: [addresses],
      logLevel: "silent",
    });
    return result.outputFiles[0]?.contents ?? new Uint8Array();
  };
  const files = new Map<string, { type: string; body: Uint8Array; policy?: string }>([
    ["/page.js", { type: "text/javascript", body: await bundle("e2e/camera/page-script.ts") }],
    [
      "/worker.js",
      { type: "text/javascript", body: await bundle("lib/scan/decoder.worker.ts"), policy: workerPolicy },
    ],
    ["/zxing_reader.wasm", { type: "application/wasm", body: readFileSync(wasm) }],
    ["/", { type: "text/html; charset=utf-8", body: Buffer.from(html), policy: pagePolicy }],
  ]);
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? "");
    response.writeHead(file ? 200 : 404, {
      "content-type": file?.type ?? "text/plain",
      "permissions-policy": "camera=(self)",
      ...(file?.policy ? { "content-security-policy": file.policy } : {}),
    });
    response.end(file?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const html = `<!doctype html>
<html lang="en">
<title>Scan</title>
<video muted playsinline width="640"></video>
<label>Search <input></label>
<button>Continue</button>
<dialog><form method="dialog"><label>Reason <input></label><button>Close</button></form></dialog>
<script type="module" src="/page.js"></script>
</html>`;
