import type { SiteId } from "@/lib/core/pack/ids";
import {
  answerRecall as decide,
  type RecallAnswer,
  type RecallAnswerCode,
  type RecallStep,
} from "@/lib/core/recall/response";
import { ok, type Result } from "@/lib/core/refusal";
import type { RecallId } from "./market-ports";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";
import { recallUnknown } from "./sign-recall";

export type AnswerRecall = Command & { readonly recallId: RecallId; readonly answer: RecallAnswer };

export type AnswerRecallCode = GateCode | RecallAnswerCode | "RECALL_UNKNOWN";

/** The active site answers a recall: opened, acknowledged with what it found, completed. Saying it again is no error. */
export const answerRecall = (
  deps: Deps,
  scope: TenantScope,
  command: AnswerRecall,
): Promise<Result<{ readonly siteId: SiteId; readonly steps: readonly RecallStep[] }, AnswerRecallCode>> =>
  perform(deps, scope, { action: "answer-recall", command }, async (tx, now) => {
    const { siteId, personId } = scope;
    const given = await tx.recallAnswers(command.recallId, siteId);
    if (!given) return recallUnknown();
    const effect = decide(given, command.answer);
    if (!effect.ok) return effect;
    const steps = effect.value;
    if (steps.length > 0) await tx.answerRecall(command.recallId, { siteId, steps, personId, at: now });
    return ok({ siteId, steps: [...given, ...steps].map(({ step }) => step) });
  });
