"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Row, Rows } from "@/components/ui/rows";
import { post } from "@/lib/web/client";

/** One of the demo's people, with where they work. */
export type DemoPerson = {
  readonly personId: string;
  readonly orgId: string;
  readonly siteId: string;
  readonly name: string;
  readonly job: string;
  readonly organisation: string;
  readonly city: string;
  readonly capabilities: readonly string[] | null;
};

/** Where a person's day begins, by what their organisation does. */
function startOf({ capabilities }: DemoPerson): "counter" | "batches" | "receive" | "home" {
  const may = (name: string) => capabilities?.includes(name) ?? false;
  if (may("pharmacy") || may("hospital")) return "counter";
  if (may("holder") || may("manufacturer")) return "batches";
  return may("regulator") ? "home" : "receive";
}

export function DemoPeople({ people }: { readonly people: readonly DemoPerson[] }) {
  const t = useTranslations("sign-in");
  const router = useRouter();
  const [entering, setEntering] = useState<string | null>(null);
  const [problem, setProblem] = useState<{ title: string; body: string } | null>(null);

  async function enter(person: DemoPerson) {
    setEntering(person.personId);
    setProblem(null);
    const { personId, orgId, siteId } = person;
    const answer = await post("/api/v1/session", { personId, orgId, siteId });
    if (answer.ok) {
      router.push(`/${startOf(person)}` as Route);
      router.refresh();
      return;
    }
    setEntering(null);
    setProblem({ title: answer.refusal.message, body: answer.refusal.next });
  }

  return (
    <div className="grid gap-4">
      {problem && (
        <Notice live tone="caution" title={problem.title}>
          {problem.body}
        </Notice>
      )}
      <Rows>
        {people.map((person) => (
          <Row
            key={`${person.personId} ${person.siteId}`}
            title={person.name}
            detail={`${person.job} · ${person.organisation}, ${person.city}`}
            action={
              <Button
                busy={entering === person.personId}
                onClick={() => void enter(person)}
                aria-label={`${person.name}: ${t(`goTo.${startOf(person)}`)}`}
              >
                {t(`goTo.${startOf(person)}`)}
              </Button>
            }
          />
        ))}
      </Rows>
    </div>
  );
}
