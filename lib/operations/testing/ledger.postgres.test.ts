import { postgresWorld } from "@/lib/db/testing/postgres-world";
import { ledgerSuite } from "./ledger-suite";

ledgerSuite("Postgres", () => postgresWorld());
