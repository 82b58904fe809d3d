import {
  Boxes,
  ClipboardList,
  House,
  LogOut,
  PackageCheck,
  TriangleAlert,
  Truck,
  Warehouse,
} from "lucide-react";
import type { Route } from "next";
import type { ReactNode } from "react";
import { AppFrame } from "@/components/frame/app-frame";
import { Signs } from "@/components/frame/signs";
import { IconButton } from "@/components/ui/icon-button";
import { SearchBox } from "@/components/ui/search-box";

const r = (path: string) => path as Route;
export const places = [
  { href: r("/styleguide/home"), label: "Home", icon: <House aria-hidden /> },
  { href: r("/styleguide/receive"), label: "Receive", icon: <PackageCheck aria-hidden /> },
  { href: r("/styleguide/ship"), label: "Ship", icon: <Truck aria-hidden /> },
  { href: r("/styleguide/pack"), label: "Pack", icon: <Boxes aria-hidden /> },
  { href: r("/styleguide/stock"), label: "Stock", icon: <Warehouse aria-hidden /> },
  { href: r("/styleguide/deliveries"), label: "Deliveries", icon: <ClipboardList aria-hidden /> },
  { href: r("/styleguide/exceptions"), label: "Exceptions", icon: <TriangleAlert aria-hidden /> },
];
export function Frame({ children }: { children: ReactNode }) {
  return (
    <AppFrame
      places={places}
      who={{ person: "Paul Reiter", organisation: "Brenner & Soll", site: "Innsbruck" }}
      signs={
        <Signs
          signs={[
            { key: "net", label: "Connected", tone: "live" },
            { key: "log", label: "Log anchored 14:20", tone: "live" },
          ]}
        />
      }
      search={<SearchBox action={r("/styleguide/home")} />}
      scanHref={r("/styleguide/receive")}
      account={<IconButton label="Sign out" icon={<LogOut aria-hidden />} />}
    >
      {children}
    </AppFrame>
  );
}
