"use client";

import { LogOut } from "lucide-react";
import { useRouter } from "next/navigation";
import { IconButton } from "@/components/ui/icon-button";

/** Ends the session on the server, then shows the sign-in page. */
export function SignOut({ label }: { readonly label: string }) {
  const router = useRouter();
  async function leave() {
    await fetch("/api/v1/session", { method: "DELETE", headers: { "Idempotency-Key": crypto.randomUUID() } });
    router.replace("/sign-in");
    router.refresh();
  }
  return <IconButton label={label} icon={<LogOut aria-hidden />} onClick={() => void leave()} />;
}
