import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import type { Hex } from "../hex";

/** A chain of one test file: its own process, its own port, gone with `stop`. */
export type Anvil = {
  readonly rpcUrl: string;
  readonly chainId: number;
  /** Private key of the first account anvil funds, the same on every start. */
  readonly funderKey: Hex;
  stop(): Promise<void>;
  /** kill -9: nothing is written. */
  kill(): Promise<void>;
};

const SYSTEMS: Record<string, string> = {
  "linux-x64": "linux-amd64",
  "darwin-x64": "darwin-amd64",
  "win32-x64": "win32-amd64",
};

export function anvilBinary(): string {
  const system = `${process.platform}-${process.arch}`;
  const name = process.platform === "win32" ? "anvil.exe" : "anvil";
  return createRequire(import.meta.url).resolve(`@foundry-rs/anvil-${SYSTEMS[system] ?? system}/bin/${name}`);
}

/** Starts anvil on a free port with the settings of the embedded chain. */
export function startAnvil(args: readonly string[] = []): Promise<Anvil> {
  const child = spawn(anvilBinary(), ["--port", "0", "--slots-in-an-epoch", "1", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  // A test run that is stopped half-way leaves no process behind.
  const killOnExit = () => child.kill("SIGKILL");
  process.once("exit", killOnExit);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const end = async (signal: "SIGTERM" | "SIGKILL") => {
    process.off("exit", killOnExit);
    child.kill(signal);
    await ended;
  };

  return new Promise((resolve, reject) => {
    let output = "";
    child.stderr.on("data", (chunk: Buffer) => {
      output += chunk;
    });
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk;
      const port = /Listening on 127\.0\.0\.1:(\d+)/.exec(output)?.[1];
      const funderKey = /Private Keys\s+=+\s+\(0\) (0x[0-9a-f]{64})/.exec(output)?.[1];
      if (!port || !funderKey) return;
      child.stdout.removeAllListeners("data").resume();
      resolve({
        rpcUrl: `http://127.0.0.1:${port}`,
        chainId: 31_337,
        funderKey: funderKey as Hex,
        stop: () => end("SIGTERM"),
        kill: () => end("SIGKILL"),
      });
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`anvil ended with ${code}: ${output}`)));
  });
}
