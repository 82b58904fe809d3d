import { z } from "zod";
import { logFile } from "@/lib/web/handle";
import { checkpointFile } from "@/lib/web/log-files";

export const GET = logFile(z.strictObject({}), ({ web }) => checkpointFile(web.deps.registry));
