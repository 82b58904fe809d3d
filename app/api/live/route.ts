import { z } from "zod";
import { nothing } from "@/lib/web/answers/access";
import { notAllowed } from "@/lib/web/methods";
import { document } from "@/lib/web/openapi/route-doc";
import { answer } from "@/lib/web/problem";

export const dynamic = "force-dynamic";

export const GET = document(async (): Promise<Response> => answer({}), {
  kind: "plain",
  input: z.strictObject({}),
  doc: {
    summary: "Whether this process answers",
    description: "Nothing else is asked: for load balancers, and the bare limit that benchmarks divide by.",
    scope: null,
    answer: nothing,
  },
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = notAllowed("GET");
