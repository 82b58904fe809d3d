import { nodePrimitives } from "@/lib/primitives/node";
import { ledgerSuite } from "./ledger-suite";
import { memoryWorld } from "./world";

ledgerSuite("memory", () => memoryWorld(nodePrimitives.sha256));
