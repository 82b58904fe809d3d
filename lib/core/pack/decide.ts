import type { Result } from "@/lib/core/refusal";
import type { Here, PackFacts } from "./axes";
import { type DestroyCode, destroy } from "./destroy";
import type { PackEffect } from "./effect";
import { issueToWard, type OpenCode, type OpenInput, open, type WardCode } from "./open";
import { type Declared, type RestockCode, restock } from "./restock";
import type { Returned } from "./returned";
import { type SupplyCode, type SupplyInput, supply } from "./supply";
import { type TransitionCode, type TransitionInput, type TransitionName, transition } from "./transitions";
import { type UndoCode, type UndoInput, undo } from "./undo";
import { type VoidCode, type VoidInput, voidPack } from "./void";

type Asked = { readonly facts: PackFacts; readonly here: Here; readonly now: number };
type Besides<Input> = Omit<Input, keyof Asked>;

/** Everything a person may want of one commissioned pack, with what its guard asks besides the pack itself. */
export type PackCommand =
  | ({ readonly do: TransitionName } & Besides<TransitionInput>)
  | ({ readonly do: "supply" } & Besides<SupplyInput>)
  | ({ readonly do: "open" } & Besides<OpenInput>)
  | ({ readonly do: "undo" } & Besides<UndoInput>)
  | ({ readonly do: "void" } & Besides<VoidInput>)
  | { readonly do: "destroy" }
  | { readonly do: "ward-issue" }
  | { readonly do: "restock"; readonly declared: Declared; readonly returned: Returned | null };

export type PackCode =
  | TransitionCode
  | SupplyCode
  | OpenCode
  | UndoCode
  | VoidCode
  | DestroyCode
  | WardCode
  | RestockCode;

/**
 * The one transition function of a pack's registry life (DOMAIN §3): pure and total over every state and command.
 * Operations write its effect and nothing else, so what the ledger allows is read here.
 */
export function decide(command: PackCommand, asked: Asked): Result<PackEffect, PackCode> {
  switch (command.do) {
    case "supply":
      return supply({ ...command, ...asked });
    case "open":
      return open({ ...command, ...asked });
    case "undo":
      return undo({ ...command, ...asked });
    case "void":
      return voidPack({ ...command, ...asked });
    case "destroy":
      return destroy(asked.facts, asked.here, asked.now);
    case "ward-issue":
      return issueToWard(asked);
    case "restock":
      return restock({ ...command, ...asked });
    default:
      return transition(command.do, { ...command, ...asked });
  }
}
