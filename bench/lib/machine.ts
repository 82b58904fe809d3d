import { cpus, loadavg, totalmem } from "node:os";

/** On what the figures were measured, without which they say nothing. A load above the cores slows everything. */
export const machine = (): string => {
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  const load = `load ${loadavg()[0]?.toFixed(1)}`;
  return `${cpus().length} cores, ${cpus()[0]?.model.trim()}, ${memory}, ${load}, Node ${process.version}`;
};
