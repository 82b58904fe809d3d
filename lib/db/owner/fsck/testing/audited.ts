import { nodePrimitives } from "@/lib/primitives/node";
import type { Finding } from "../finding";
import { type CheckName, fsck } from "../run";

/** Everything that fsck finds. */
export async function audited(ownerUrl: string, only?: readonly CheckName[]): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  await fsck(ownerUrl, {
    primitives: nodePrimitives,
    found: (finding) => findings.push(finding),
    ...(only ? { only } : {}),
  });
  return findings;
}
