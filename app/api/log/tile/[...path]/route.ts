import { z } from "zod";
import { logFile } from "@/lib/web/handle";
import { tileFile } from "@/lib/web/log-files";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({ path: z.array(z.string().max(12)).max(12) });

export const GET = logFile(fields, ({ web, input }) => tileFile(web.deps.registry, input.path.join("/")));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = notAllowed("GET");
