// npm run migrate: brings the database of DATABASE_OWNER_URL to the newest migration. `npm start` does the same for
// the embedded database by itself.
import { Fault, messageOf } from "./lib/fault.mjs";

try {
  const url = process.env.DATABASE_OWNER_URL;
  if (url === undefined || url === "") {
    throw new Fault(
      "Set DATABASE_OWNER_URL to the login that owns the database (postgresql://user:password@host:5432/name); " +
        'the embedded database is migrated by "npm start".',
    );
  }
  const { applyMigrations } = await import("./prisma/apply.mjs");
  const applied = await applyMigrations(url);
  console.log(applied.length === 0 ? "Nothing to migrate." : `Applied ${applied.join(", ")}.`);
} catch (error) {
  console.error(error instanceof Fault ? error.message : error);
  process.exitCode = 1;
  if (!(error instanceof Fault)) console.error(`Migrating failed: ${messageOf(error)}`);
}
