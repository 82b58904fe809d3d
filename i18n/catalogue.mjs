import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = "messages";

/** @param {string} language @returns {readonly string[]} the paths of its namespaces, sorted */
const filesOf = (language) =>
  readdirSync(join(ROOT, language))
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => join(ROOT, language, name));

/** @param {string} path */
const namespaceOf = (path) => path.replace(/^.*[\\/]/, "").replace(/\.json$/, "");

/**
 * One file a namespace: messages/en/receive.json is `useTranslations("receive")`. Screens so keep their
 * words apart and a new screen edits no shared file.
 *
 * @param {string} language folder below messages/
 * @returns {Record<string, unknown>} namespace → its messages
 */
export function readCatalogue(language) {
  return Object.fromEntries(
    filesOf(language).map((path) => [namespaceOf(path), JSON.parse(readFileSync(path, "utf8"))]),
  );
}

/** @type {Map<string, { stamp: string, catalogue: Record<string, unknown> }>} */
const kept = new Map();

/**
 * As readCatalogue, but parses again only when a file changed: an edit shows at the next request.
 *
 * @param {string} language
 * @returns {Record<string, unknown>}
 */
export function catalogueOf(language) {
  const stamp = filesOf(language)
    .map((path) => `${path}:${statSync(path).mtimeMs}`)
    .join();
  const known = kept.get(language);
  if (known?.stamp === stamp) return known.catalogue;
  const catalogue = readCatalogue(language);
  kept.set(language, { stamp, catalogue });
  return catalogue;
}

/**
 * Writes messages/<language>.d.json.ts: the merged catalogue as a literal type, in the form next-intl's own
 * createMessagesDeclaration gives, so that keys and ICU arguments are checked by the compiler.
 *
 * @param {string} language
 */
export function declareMessages(language) {
  const path = join(ROOT, `${language}.d.json.ts`);
  const body = JSON.stringify(readCatalogue(language), null, 2);
  const text = `// Generated from ${ROOT}/${language}/*.json by i18n/catalogue.mjs. Do not edit.\ndeclare const messages: ${body};\nexport default messages;\n`;
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  writeFileSync(path, text);
}
