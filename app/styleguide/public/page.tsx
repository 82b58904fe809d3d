import { BookOpen, Flag, Link2 } from "lucide-react";
import type { Route } from "next";
import { PublicFrame } from "@/components/frame/public-frame";
import { Button } from "@/components/ui/button";
import { LinkRow, Rows } from "@/components/ui/rows";
import { Section } from "@/components/ui/section";
import { Timeline } from "@/components/ui/timeline";
import { PublicVerdict } from "@/components/verdict/public-verdict";

export default async function Page() {
  return (
    <PublicFrame width="phone" aside="English">
      <PublicVerdict
        kind="verified"
        title="Code recognised"
        detail="Dispensed once, November 2026."
        product={{
          name: "Ternavex 10 mg",
          form: "30 film-coated tablets · Lindhof Pharma",
          batch: "TX24107",
          expiry: "31 Mar 2028",
          serial: "7QH2MX9D4TKR",
        }}
        actions={
          <>
            <Button wide variant="primary" icon={<BookOpen aria-hidden />}>
              Read the leaflet
            </Button>
            <Button wide icon={<Flag aria-hidden />}>
              Report a concern
            </Button>
          </>
        }
      />
      <Section title="Its way to you">
        <Timeline
          steps={[
            { key: "1", title: "Made", detail: "March 2026 · Austria" },
            {
              key: "2",
              title: "Moved between trading partners",
              detail: "3 steps · not shown to protect trade",
              hidden: true,
            },
            { key: "3", title: "Dispensed", detail: "November 2026 · Austria" },
          ]}
        />
      </Section>
      <div className="mt-8">
        <Rows>
          <LinkRow
            href={"/styleguide/proof" as Route}
            icon={<Link2 aria-hidden />}
            title="How do we know?"
            detail="Check the proof yourself, here or offline"
          />
        </Rows>
      </div>
    </PublicFrame>
  );
}
