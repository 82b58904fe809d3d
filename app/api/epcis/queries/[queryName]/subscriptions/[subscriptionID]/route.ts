import { z } from "zod";
import { unsubscribe, viewSubscription } from "@/lib/operations/subscriptions";
import { value } from "@/lib/web/epcis/fields";
import { epcis, epcisMethods, json, noContent } from "@/lib/web/epcis/handle";
import { subscriptionAnswer } from "@/lib/web/epcis/subscription";

const fields = z.strictObject({ queryName: value, subscriptionID: value });

export const GET = epcis(
  fields,
  async ({ web, scope, input: { queryName, subscriptionID: id }, wanted }) => {
    const found = await viewSubscription(web.deps, scope, { queryName, id });
    return found.ok ? json(subscriptionAnswer(found.value), wanted) : found;
  },
  {
    summary: "See a subscription",
    description: "With what is on its way, and what was given up (packproof:deadLetters).",
    scope: "manage-subscriptions",
    answers: "The subscription.",
  },
);

export const DELETE = epcis(
  fields,
  async ({ web, scope, input: { queryName, subscriptionID: id } }) => {
    const ended = await unsubscribe(web.deps, scope, { queryName, id });
    return ended.ok ? noContent() : ended;
  },
  { summary: "End a subscription", scope: "manage-subscriptions", answers: "Nothing.", status: 204 },
);

export const { OPTIONS, PATCH, POST, PUT } = epcisMethods(["GET", "DELETE"]);
