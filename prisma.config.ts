import { defineConfig } from "prisma/config";

// `npm start` needs none of this: it generates with the schema folder below and migrates through scripts/prisma.
// It serves those who run Prisma's own command line against their database.
const url = process.env.DATABASE_OWNER_URL;

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  ...(url === undefined ? {} : { datasource: { url } }),
});
