import { Fault } from "../lib/fault.mjs";

/** What Next 16 and Prisma 7 ask for; package.json says the same under engines. */
const oldest = [20, 19];

/** @param {string} version for example "20.19.0" */
export function requireNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldest;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new Fault(
    `Packproof needs Node ${oldest.join(".")} or newer and this is ${version}: ` +
      "install the current LTS release from https://nodejs.org and try again.",
  );
}
