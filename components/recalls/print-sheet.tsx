"use client";

import { Printer } from "lucide-react";
import { Button } from "@/components/ui/button";

export function PrintSheet({ label }: { readonly label: string }) {
  return (
    <Button variant="primary" icon={<Printer aria-hidden />} onClick={() => window.print()}>
      {label}
    </Button>
  );
}
