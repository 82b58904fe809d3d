"use client";

import { LogOut } from "lucide-react";
import { useRouter } from "next/navigation";
import { IconButton } from "@/components/ui/icon-button";
import { del } from "@/lib/web/client";

/** Ends the session on the server, then shows the sign-in page. */
export function SignOut({ label }: { readonly label: string }) {
  const router = useRouter();
  async function leave() {
    await del("/api/v1/session");
    router.replace("/sign-in");
    router.refresh();
  }
  return <IconButton label={label} icon={<LogOut aria-hidden />} onClick={() => void leave()} />;
}
