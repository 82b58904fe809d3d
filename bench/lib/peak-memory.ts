import { execFileSync } from "node:child_process";

/**
 * The most memory this process has had resident, in bytes. On Linux a child's maxRSS begins at its parent's, so a big
 * parent would be measured instead: there the kernel's own high-water mark is read. Needs nothing outside itself.
 */
export function peakMemory(): number {
  const { readFileSync } = process.getBuiltinModule("node:fs");
  const kilobytes =
    process.platform === "linux"
      ? Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1])
      : process.resourceUsage().maxRSS;
  return kilobytes * 1024;
}

/** The same of a Node that runs nothing else. */
export const peakMemoryOfNode = (): number =>
  Number(execFileSync(process.execPath, ["--eval", `console.log((${peakMemory})())`], { encoding: "utf8" }));
