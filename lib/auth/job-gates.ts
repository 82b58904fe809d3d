import type { JobGates } from "@/lib/db/job-queue";
import { scopeOfHolder } from "./api-key";
import { scopeOfUser } from "./sessions";

/** Whoever started a job, let in as the web tier would let them in now. */
export const jobGates: JobGates = { person: scopeOfUser, key: scopeOfHolder };
