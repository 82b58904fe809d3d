import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { Signs } from "@/components/frame/signs";
import { StationFoot, StationFrame } from "@/components/frame/station-frame";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { groundOf } from "@/components/verdict/ground";
import type { VerdictKind } from "@/components/verdict/kind";
import { NeutralLine } from "@/components/verdict/neutral-line";
import { VerdictPanel } from "@/components/verdict/verdict-panel";
import { Hold } from "../hold";

const D = {
  verified: {
    word: "Verified",
    reason: "Genuine code, in your stock, free to dispense.",
    detail: "Received from Brenner & Soll on 16 Nov 2026.",
    code: "VERIFIED · active · 212 ms · recorded 14:22:07",
  },
  stop: {
    word: "Stop",
    reason: "This pack was dispensed elsewhere, 2 days ago.",
    detail: "One of the two is a copy. Do not hand it out; keep it apart with its box.",
    code: "ALREADY_INACTIVE · supplied 18 Nov 2026 · by a pharmacy · A24",
  },
  check: {
    word: "Check",
    reason: "This pack is recorded at another site.",
    detail: "Receive it first, then scan again.",
    code: "ELSEWHERE · A52",
  },
  "cannot-tell": {
    word: "Cannot tell",
    reason: "Registry not reached since 14:02.",
    detail: "Keep the pack, or follow the outage procedure.",
    code: "OFFLINE",
  },
};
export default async function Page({ searchParams }: PageProps<"/styleguide/verdict">) {
  const kind = ((await searchParams).kind ?? "stop") as VerdictKind | "neutral";
  const t = await getTranslations("verdict");
  const product = {
    name: "Semvia 1 mg",
    form: "pre-filled pen · 1 piece",
    batch: "SV3305",
    expiry: "31 Aug 2027",
    serial: "R4WN6TJ82XKD",
  };
  return (
    <StationFrame
      title="Counter"
      sub="Hafen-Apotheke, Bregenz · Emil Moser"
      closeHref={"/styleguide" as Route}
      ground={groundOf(kind)}
      status={<Signs signs={[{ key: "r", label: "Registry reached 14:22", tone: "live" }]} />}
      foot={
        <StationFoot note={t("foot")}>
          {kind === "stop" ? (
            <>
              <span className="text-sm max-sm:hidden">
                Hold the button, or <Kbd>S</Kbd> <Kbd>Y</Kbd>, or scan the quarantine shelf
              </span>
              <Hold />
            </>
          ) : (
            <>
              <Button size="big">Not for this patient</Button>
              <Button size="big" variant="primary" hint={<Kbd on>D</Kbd>}>
                Dispense
              </Button>
            </>
          )}
        </StationFoot>
      }
    >
      {kind === "neutral" ? (
        <NeutralLine
          title="No serial to check"
          detail="Mellis lozenges carry no serial. Nothing is recorded."
          product={{ name: "Mellis lozenges", form: "24 pieces" }}
        />
      ) : (
        <VerdictPanel
          kind={kind}
          {...D[kind]}
          product={product}
          otherReasons={kind === "stop" ? ["Expired 31 Aug 2026", "Held by the maker"] : []}
        />
      )}
    </StationFrame>
  );
}
