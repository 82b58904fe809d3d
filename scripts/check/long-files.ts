/** Files that may have more than 250 lines, each with the reason why splitting it would make it harder to read. */
export const longFiles: Readonly<Record<string, string>> = {
  "lib/operations/ports.ts": "The only interfaces between operations and the world: read as one list.",
  "lib/web/access.postgres.test.ts":
    "One row for every route, and beneath it whatever is asked of all of them: who may, in whose name, and how else.",
};
