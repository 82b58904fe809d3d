import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";

/** scrypt of RFC 7914 with N = 2^15, r = 8, p = 3 (an OWASP setting): about 230 ms and 32 MiB a guess. */
const COST = { ln: 15, r: 8, p: 3 } as const;
const KEY_BYTES = 32;
const SALT_BYTES = 16;
const MAX_PASSWORD_BYTES = 1024;
/** Each run takes a thread and 32 MiB: more at once would slow every scan of the same process. */
const AT_ONCE = 2;
const WAITING = 8;

type Cost = { readonly ln: number; readonly r: number; readonly p: number };

/** `$scrypt$ln=15,r=8,p=3$salt$key`, base64 without padding (the PHC string format). */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, COST);
  return `$scrypt$ln=${COST.ln},r=${COST.r},p=${COST.p}$${text(salt)}$${text(key)}`;
}

/**
 * Whether `password` is the one of `stored`. Null (nobody has that e-mail address) and anything unreadable take
 * the same time and answer false. "busy": too many are waiting already; try again in a moment.
 */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean | "busy"> {
  const kept = stored === null ? null : readHash(stored);
  const { cost, salt, key } = kept ?? { cost: COST, salt: NOBODY, key: NOBODY_KEY };
  if (waiting.length >= WAITING) return "busy";
  const derived = await derive(password, salt, cost);
  return timingSafeEqual(derived, key) && kept !== null;
}

const NOBODY = Buffer.alloc(SALT_BYTES);
const NOBODY_KEY = Buffer.alloc(KEY_BYTES);

function readHash(stored: string) {
  const match =
    /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/.exec(stored);
  if (!match) return null;
  const [ln, r, p] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (ln < 14 || ln > 17 || r < 1 || r > 16 || p < 1 || p > 8) return null;
  return {
    cost: { ln, r, p },
    salt: Buffer.from(match[4] ?? "", "base64"),
    key: Buffer.from(match[5] ?? "", "base64"),
  };
}

const text = (bytes: Buffer): string => bytes.toString("base64").replace(/=+$/, "");

let running = 0;
const waiting: (() => void)[] = [];

async function derive(password: string, salt: Buffer, { ln, r, p }: Cost): Promise<Buffer> {
  // Two spellings of one letter (é as one or as two code points) are the same password.
  const bytes = Buffer.from(password.normalize("NFC")).subarray(0, MAX_PASSWORD_BYTES);
  const N = 2 ** ln;
  const options: ScryptOptions = { N, r, p, maxmem: 2 * 128 * N * r };
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running++;
  try {
    return await new Promise<Buffer>((resolve, reject) =>
      scrypt(bytes, salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key))),
    );
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}
