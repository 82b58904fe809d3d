import { z } from "zod";
import { packLink } from "@/lib/core/gs1/link";
import { formatProofFile } from "@/lib/core/proof/proof-file";
import { proveStep } from "@/lib/operations/prove-step";
import { event, gtin, serial } from "@/lib/web/fields";
import { publicQuestion } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";
import { NO_STORE } from "@/lib/web/problem";

const fields = z.strictObject({ eventId: event, gtin, serial });

export const GET = publicQuestion(
  fields,
  async ({ web, input: { eventId, ...pack } }) => {
    const proof = await proveStep(web.deps, { eventId, link: packLink(pack.gtin, pack.serial) });
    if (!proof.ok) return proof;
    return new Response(formatProofFile(proof.value), {
      headers: {
        "Content-Type": "application/json",
        "Content-Disposition": `attachment; filename="packproof-${eventId}.json"`,
        ...NO_STORE,
      },
    });
  },
  {
    summary: "Download the proof of a step",
    description: "A self-contained file: check it with `packproof verify`, without this server.",
    scope: null,
    answer: { contentType: "application/json", description: "A proof file, version 1." },
    example: { gtin: "09520101100016", serial: "4KP7ZQ3M9T2H" },
  },
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = notAllowed("GET");
