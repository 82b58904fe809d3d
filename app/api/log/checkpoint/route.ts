import { z } from "zod";
import { logFile } from "@/lib/web/handle";
import { checkpointFile } from "@/lib/web/log-files";
import { notAllowed } from "@/lib/web/methods";

export const GET = logFile(z.strictObject({}), ({ web }) => checkpointFile(web.deps.registry), {
  summary: "The log's signed head",
  description: "C2SP tlog-checkpoint.",
  scope: null,
  answer: { contentType: "text/plain; charset=utf-8", description: "A signed note." },
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = notAllowed("GET");
