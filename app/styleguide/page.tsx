import { Truck } from "lucide-react";
import { PublicFrame } from "@/components/frame/public-frame";
import { Button } from "@/components/ui/button";
import { Code } from "@/components/ui/code";
import { DefinitionList } from "@/components/ui/definition-list";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Kbd } from "@/components/ui/kbd";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { TextField } from "@/components/ui/text-field";

export default function Styleguide() {
  return (
    <PublicFrame>
      <PageHeader
        kicker="Kicker"
        title="Style guide"
        lead="Everything in one place"
        actions={<Button variant="primary">Act</Button>}
      />
      <Section title="Buttons">
        <div className="flex flex-wrap gap-3">
          <Button variant="primary" icon={<Truck />}>
            Primary
          </Button>
          <Button>Secondary</Button>
          <Button variant="danger">Danger</Button>
          <Button variant="quiet">Quiet</Button>
          <Button busy>Busy</Button>
          <Button unavailable>Unavailable</Button>
          <Button size="big" variant="primary" hint={<Kbd on>D</Kbd>}>
            Dispense
          </Button>
        </div>
      </Section>
      <Section title="Fields">
        <TextField label="Batch" hint="After LOT or Ch.-B." error="Type the batch" code />
      </Section>
      <Section title="Code">
        <Code strong>4KP7ZQ3M9T2H</Code>
        <DefinitionList look="big" items={[{ label: "Serial", value: <Code strong>4KP7ZQ3M9T2H</Code> }]} />
      </Section>
      <Section title="Notices">
        <Notice tone="caution" title="1 not announced" action={<Button>Decide</Button>}>
          Put it in the exception area.
        </Notice>
      </Section>
      <Section title="States">
        <EmptyState title="No batches">Add a product first.</EmptyState>
        <ErrorState title="Not sent" code="E_NET">
          Try again.
        </ErrorState>
      </Section>
    </PublicFrame>
  );
}
