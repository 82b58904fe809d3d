/**
 * What package-lock.json says of one package; the part of it that is used here.
 * @typedef {object} LockEntry
 * @property {string} [version]
 * @property {string[]} [os] `process.platform` names it is for
 * @property {string[]} [cpu] `process.arch` names it is for
 * @property {string[]} [libc]
 * @property {boolean} [optional]
 * @property {boolean} [dev]
 * @property {Record<string, string>} [optionalDependencies]
 */

const systems = /** @type {Record<string, string>} */ ({
  aix: "aix",
  android: "android",
  darwin: "darwin",
  freebsd: "freebsd",
  linux: "linux",
  netbsd: "netbsd",
  openbsd: "openbsd",
  openharmony: "openharmony",
  sunos: "sunos",
  win32: "win32",
  windows: "win32",
});

const processors = /** @type {Record<string, string>} */ ({
  amd64: "x64",
  arm: "arm",
  arm64: "arm64",
  ia32: "ia32",
  loong64: "loong64",
  mips64el: "mips64el",
  ppc64: "ppc64",
  riscv64: "riscv64",
  s390x: "s390x",
  wasm32: "wasm32",
  x64: "x64",
});

const libraries = /** @type {Record<string, string>} */ ({ gnu: "glibc", gnueabihf: "glibc", musl: "musl" });

/**
 * The platform that the name of a platform package tells: `@next/swc-linux-x64-musl` → linux, x64, musl.
 * @param {string} name
 * @returns {Pick<LockEntry, "os" | "cpu" | "libc">}
 */
export function platformOf(name) {
  const words = name.split(/[-/]/);
  const pick = (/** @type {Record<string, string>} */ known) =>
    words.map((word) => known[word]).find((value) => value !== undefined);
  const [os, cpu, libc] = [pick(systems), pick(processors), pick(libraries)];
  return {
    ...(cpu === undefined ? {} : { cpu: [cpu] }),
    ...(libc === undefined ? {} : { libc: [libc] }),
    ...(os === undefined ? {} : { os: [os] }),
  };
}

/**
 * Whether a package of the lock belongs on this machine. Where only the C library decides, the answer is no: npm
 * knows which it is, and both variants are optional.
 * @param {LockEntry} entry
 * @param {{ platform: string, arch: string }} machine
 */
export function isNeededOn(entry, { platform, arch }) {
  if (!entry.optional) return true;
  if (entry.os === undefined || entry.cpu === undefined || entry.libc !== undefined) return false;
  return entry.os.includes(platform) && entry.cpu.includes(arch);
}
