"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { type ReactNode, useState } from "react";

/**
 * Gives Base UI the nonce its <style> elements need. The browser keeps the policy of the first document for
 * as long as the person navigates inside it, so the first nonce is kept too, whatever later renders bring.
 */
export function StyleNonce({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  const [first] = useState(nonce);
  return <CSPProvider nonce={first}>{children}</CSPProvider>;
}
