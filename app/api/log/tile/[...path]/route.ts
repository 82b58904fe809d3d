import { z } from "zod";
import { logFile } from "@/lib/web/handle";
import { tileFile } from "@/lib/web/log-files";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({ path: z.array(z.string().max(12)).max(12) });

export const GET = logFile(fields, ({ web, input }) => tileFile(web.deps.registry, input.path.join("/")), {
  summary: "A tile of the log",
  description: "C2SP tlog-tiles; `path` is for example 0/000 or entries/000.",
  scope: null,
  answer: { contentType: "application/octet-stream", description: "Hashes of 32 bytes, or an entry bundle." },
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = notAllowed("GET");
