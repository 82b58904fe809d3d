import { z } from "zod";
import { logFile } from "@/lib/web/handle";
import { checkpointFile } from "@/lib/web/log-files";
import { notAllowed } from "@/lib/web/methods";

export const GET = logFile(z.strictObject({}), ({ web }) => checkpointFile(web.deps.registry));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = notAllowed("GET");
