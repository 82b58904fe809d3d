"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Row, Rows } from "@/components/ui/rows";
import { post } from "@/lib/web/client";

/** Somebody else of the demo who may sign. */
export type SecondPerson = {
  readonly name: string;
  readonly job: string;
  readonly session: { readonly personId: string; readonly orgId: string; readonly siteId: string };
};

/** In the demo everybody is the one who sits here: who may sign, and the way to become them. */
export function SecondPeople({ people }: { readonly people: readonly SecondPerson[] }) {
  const t = useTranslations("recalls.draft");
  const [entering, setEntering] = useState<string | null>(null);

  async function enter({ name, session }: SecondPerson) {
    setEntering(name);
    const entered = await post("/api/v1/session", session);
    // Anew as a whole: nothing that the first person saw is kept for the second.
    if (entered.ok) window.location.reload();
    else setEntering(null);
  }

  return (
    <div>
      <p className="mb-2 text-sm text-soft">{t("switchHint")}</p>
      <Rows>
        {people.map((person) => (
          <Row
            key={person.name}
            title={person.name}
            detail={person.job}
            action={
              <Button busy={entering === person.name} onClick={() => void enter(person)}>
                {t("switch", { name: person.name.split(" ")[0] ?? person.name })}
              </Button>
            }
          />
        ))}
      </Rows>
    </div>
  );
}
