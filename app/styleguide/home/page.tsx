import { Boxes, ListChecks, MapPin, Package, PackageCheck, Truck, Undo2 } from "lucide-react";
import type { Route } from "next";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { Row, Rows } from "@/components/ui/rows";
import { Section } from "@/components/ui/section";
import { StationLink, StationLinks } from "@/components/ui/station-link";
import { Table } from "@/components/ui/table";
import { VerdictShape } from "@/components/verdict/verdict-shape";
import { Frame } from "../demo";

const h = "/styleguide" as Route;
export default function Page() {
  return (
    <Frame>
      <PageHeader title="Needs you now" />
      <Rows>
        <Row
          icon={<VerdictShape kind="stop" />}
          title="You hold 384 packs of Ternavex TX24107"
          detail="Recall, patient level · released 09:41 by the Medicines Oversight Office"
          action={<Button variant="primary">Quarantine 384 packs</Button>}
        />
        <Row
          icon={<VerdictShape kind="check" />}
          title="Delivery 4711 from Nordkai: 1 pack missing"
          detail="Reported 3 days ago · both sides hold the exception"
          action={<Button>Open exception</Button>}
        />
        <Row
          icon={<Package aria-hidden />}
          title="2 deliveries arriving today"
          detail="Nordkai 10 cases (240 packs) · Lindhof 1 pallet (800 packs)"
          action={<Button>Receive</Button>}
        />
      </Rows>
      <Section title="Stations">
        <StationLinks>
          <StationLink
            href={h}
            icon={<PackageCheck aria-hidden />}
            title="Receive"
            detail="2 arriving · 1 waiting for data"
          />
          <StationLink href={h} icon={<Truck aria-hidden />} title="Ship" detail="6 orders to pick" />
          <StationLink href={h} icon={<Boxes aria-hidden />} title="Pack" detail="Case 7 open, 18 of 24" />
          <StationLink
            href={h}
            icon={<MapPin aria-hidden />}
            title="Put away"
            detail="3 pallets on the dock"
          />
          <StationLink href={h} icon={<Undo2 aria-hidden />} title="Returns" detail="Nothing waiting" />
          <StationLink
            href={h}
            icon={<ListChecks aria-hidden />}
            title="Count stock"
            detail="Last count 12 Nov"
          />
        </StationLinks>
      </Section>
      <Section title="Today">
        <Table
          caption="Today"
          keyOf={(row) => row.time}
          hrefOf={() => h}
          rows={[
            {
              time: "13:52",
              what: "Shipped 3 cases",
              partner: "Linden-Apotheke, Graz",
              packs: 72,
              state: "in transit",
            },
            {
              time: "11:08",
              what: "Received 1 pallet",
              partner: "Nordkai Logistik",
              packs: 480,
              state: "anchored 11:20",
            },
            {
              time: "09:15",
              what: "Returned to stock",
              partner: "Hafen-Apotheke, Bregenz",
              packs: 4,
              state: "final",
            },
          ]}
          columns={[
            { key: "time", header: "Time", cell: (row) => row.time },
            { key: "what", header: "What", cell: (row) => row.what },
            { key: "partner", header: "Partner", cell: (row) => row.partner },
            { key: "packs", header: "Packs", cell: (row) => row.packs, numeric: true },
            { key: "state", header: "State", cell: (row) => row.state, quiet: true },
          ]}
        />
      </Section>
    </Frame>
  );
}
