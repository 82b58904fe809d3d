import { z } from "zod";
import { viewQuantities } from "@/lib/operations/view-quantities";
import { quantities } from "@/lib/web/answers/quantities";
import { question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const GET = question(z.strictObject({}), ({ web, scope }) => viewQuantities(web.deps, scope), {
  summary: "List what stands at the site without serials",
  scope: "view-stock",
  answer: quantities,
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = notAllowed("GET");
