"use client";
import { ShieldAlert } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { HoldButton } from "@/components/ui/hold-button";
import { Menu } from "@/components/ui/menu";
import { Tabs } from "@/components/ui/tabs";
import { useToast } from "@/components/ui/toast";
export function Hold() {
  const [n, set] = useState(0);
  return (
    <HoldButton icon={<ShieldAlert aria-hidden />} keys={["s", "y"]} onConfirm={() => set(n + 1)}>
      Quarantine and open alert{n ? ` (${n})` : ""}
    </HoldButton>
  );
}
export function Overlays() {
  const [open, set] = useState(false);
  const toast = useToast();
  return (
    <div className="flex flex-wrap gap-3">
      <Button onClick={() => set(true)}>Open dialog</Button>
      <Button
        onClick={() =>
          toast({
            title: "24 labels printed",
            detail: "on Zebra ZD421",
            action: { label: "Undo", run: () => {} },
          })
        }
      >
        Toast
      </Button>
      <Menu
        label="More"
        entries={[
          { key: "a", label: "Print", onSelect: () => {} },
          { key: "b", label: "Export", onSelect: () => {} },
        ]}
      />
      <Dialog
        open={open}
        onOpenChange={set}
        title="Close a partial case?"
        lead="Case 7 holds 18 of 24 packs."
        actions={
          <>
            <Button onClick={() => set(false)}>Keep it open</Button>
            <Button variant="primary">Close case with 18</Button>
          </>
        }
      >
        It can be opened again until it ships.
      </Dialog>
      <div className="w-full">
        <Tabs
          label="Views"
          tabs={[
            { value: "a", label: "Packs", content: "Packs here" },
            { value: "b", label: "Cases", content: "Cases here" },
          ]}
        />
      </div>
    </div>
  );
}
