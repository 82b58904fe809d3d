/** Which layer may know which: imports go one way, core ← operations ← edges ← app. Tests may know more. */
export type Layer = {
  /** Layers of this repository it may import, besides itself. */
  readonly knows: readonly string[];
  /** Packages it may import; a name ending in "/" or "*" covers what begins with it. */
  readonly packages: readonly string[];
  readonly why: string;
};

const core = "lib/core";
const operations = "lib/operations";
const node = "node:*";

export const layers: Readonly<Record<string, Layer>> = {
  [core]: {
    knows: [],
    packages: [],
    why: "The same core runs on the server, in the browser and in the command line.",
  },
  [operations]: {
    knows: [core],
    packages: [],
    why: "An operation reaches the world through its ports only, so that it runs on memory and on Postgres alike.",
  },
  "lib/env": {
    knows: [core],
    packages: [node, "zod"],
    why: "The environment is read before anything else exists.",
  },
  "lib/primitives": {
    knows: [core],
    packages: [node, "@noble/*", "saxes"],
    why: "What the core is handed in: hashes and signatures, one set for Node and one for the browser, and XML as a tree.",
  },
  "lib/db": {
    knows: [core, operations, "lib/env", "lib/primitives"],
    packages: [node, "@prisma/*", "pg", "zod", "pino"],
    why: "The only one that talks to Postgres; it knows no screen, no chain and no request.",
  },
  "lib/chain": {
    knows: [core, operations, "lib/env", "lib/primitives"],
    packages: [node, "ethers", "@openzeppelin/*", "zod", "pino"],
    why: "The only one that talks to an EVM chain; it knows no database, screen or request.",
  },
  "lib/jobs": {
    knows: [core, operations, "lib/env", "lib/primitives", "lib/db", "lib/chain", "lib/auth"],
    packages: [node, "zod", "pino"],
    why: "The worker is a process of its own: it knows no request and no screen, only whose job it does.",
  },
  "lib/scan": {
    knows: [core, operations, "lib/primitives"],
    packages: ["react", "@zxing/*", "zxing-wasm*", "zod", "next-intl"],
    why: "Scanning runs in the browser.",
  },
  "lib/auth": {
    knows: [core, operations, "lib/env", "lib/primitives", "lib/db", "lib/web"],
    packages: [node, "next", "next/*", "react", "zod", "pino", "server-only"],
    why: "Sessions stand between requests and operations.",
  },
  "lib/web": {
    knows: [core, operations, "lib/env", "lib/primitives", "lib/db", "lib/chain", "lib/auth"],
    packages: [node, "next", "next/*", "next-intl*", "react", "zod", "pino", "server-only"],
    why: "What handlers share; the worker's jobs are another process.",
  },
  components: {
    knows: [
      core,
      operations,
      "lib/scan",
      "lib/primitives",
      "lib/web",
      "lib/chain",
      "app",
      "i18n",
      "messages",
    ],
    packages: [
      "react",
      "react-dom",
      "next",
      "next/*",
      "next-intl*",
      "@base-ui/*",
      "lucide-react",
      "bwip-js*",
      "zod",
      "@zxing/*",
      "zxing-wasm*",
    ],
    why: "Components show what they are given: they ask no database and read no environment.",
  },
};

/** Packages that belong to one layer, wherever else the tree is looked at (app, bin, configuration). */
export const owned: readonly {
  readonly packages: readonly string[];
  readonly owner: string;
  readonly why: string;
}[] = [
  { packages: ["@prisma/*", "pg"], owner: "lib/db", why: "Only lib/db talks to Postgres." },
  { packages: ["ethers"], owner: "lib/chain", why: "Only lib/chain talks to a chain." },
];

export const covers = (patterns: readonly string[], name: string): boolean =>
  patterns.some((pattern) =>
    pattern.endsWith("*")
      ? name.startsWith(pattern.slice(0, -1))
      : name === pattern || name.startsWith(`${pattern}/`),
  );
