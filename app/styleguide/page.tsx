import { PackageOpen, Truck } from "lucide-react";
import { PublicFrame } from "@/components/frame/public-frame";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Code } from "@/components/ui/code";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Kbd } from "@/components/ui/kbd";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { ProgressBar } from "@/components/ui/progress-bar";
import { Section } from "@/components/ui/section";
import { SelectField } from "@/components/ui/select-field";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Badge, StateLabel } from "@/components/ui/state-label";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import { Hold, Overlays } from "./hold";

export default function Styleguide() {
  return (
    <PublicFrame footer="Packproof checks codes, not medicines.">
      <PageHeader
        kicker="Kicker"
        title="Style guide"
        lead="Everything in one place"
        actions={<Button variant="primary">Act</Button>}
      />
      <Section title="Buttons">
        <div className="flex flex-wrap gap-3">
          <Button variant="primary" icon={<Truck aria-hidden />}>
            Primary
          </Button>
          <Button>Secondary</Button>
          <Button variant="danger">Danger</Button>
          <Button variant="quiet">Quiet</Button>
          <Button busy>Busy</Button>
          <Button unavailable>Unavailable</Button>
          <Button variant="primary" unavailable>
            Unavailable
          </Button>
          <Button size="big" variant="primary" hint={<Kbd on>D</Kbd>}>
            Dispense
          </Button>
          <Hold />
        </div>
      </Section>
      <Section title="Overlays">
        <Overlays />
      </Section>
      <Section title="Fields" lead="Labels above, errors in words.">
        <div className="grid max-w-measure gap-5">
          <TextField
            label="Batch"
            hint="After LOT or Ch.-B."
            error="Type the batch as printed, for example TX24107."
            code
            defaultValue="TX2410?"
          />
          <TextField label="Serial" placeholder="21 signs at most" code />
          <SelectField
            label="Site"
            optional
            placeholder="Choose a site"
            options={[
              { value: "1", label: "Innsbruck" },
              { value: "2", label: "Vienna" },
            ]}
          />
          <TextAreaField label="Reason" />
          <Checkbox label="The seal is unbroken" hint="Look at both flaps." defaultChecked />
          <Checkbox label="Report to the maker" />
        </div>
      </Section>
      <Section title="Code" aside="copied without gaps">
        <p>
          <Code strong>4KP7ZQ3M9T2H</Code> <Badge>EXAMPLE</Badge>
        </p>
      </Section>
      <Section title="States">
        <div className="flex flex-wrap gap-5">
          <StateLabel>waiting</StateLabel>
          <StateLabel tone="live">Connected</StateLabel>
          <StateLabel tone="progress">in transit</StateLabel>
          <StateLabel tone="caution">held</StateLabel>
          <StateLabel tone="stopped">recalled</StateLabel>
        </div>
      </Section>
      <Section title="Progress">
        <ProgressBar label="Packs commissioned" value={960} max={1440} text="960 of 1,440" />
      </Section>
      <Section title="Notices">
        <div className="grid gap-3">
          <Notice tone="caution" title="1 not announced" action={<Button>Decide</Button>}>
            Put it in the exception area.
          </Notice>
          <Notice title="Offline for 4 minutes">12 scans wait on this device.</Notice>
        </div>
      </Section>
      <Section title="Empty">
        <EmptyState
          icon={<PackageOpen aria-hidden />}
          title="No batches yet"
          action={<Button variant="primary">Add a product</Button>}
        >
          A batch belongs to a product, so a product comes first.
        </EmptyState>
      </Section>
      <Section title="Failed">
        <ErrorState
          title="The delivery was not received"
          code="CHAIN_BEHIND · 7f3a"
          action={<Button variant="primary">Try again</Button>}
        >
          The server did not answer for 10 seconds. Your 142 scans are kept on this device.
        </ErrorState>
      </Section>
      <Section title="Loading">
        <SkeletonRows rows={3} />
      </Section>
    </PublicFrame>
  );
}
