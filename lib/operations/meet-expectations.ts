import type { LedgerTx } from "./ports";
import type { TreeNode } from "./reading-ports";

/** What waited for this delivery's data, and what a file announced besides, has come. */
export async function meetExpectations(
  tx: LedgerTx,
  scanned: readonly string[],
  nodes: readonly TreeNode[],
  now: number,
): Promise<void> {
  const came = new Set(scanned);
  const links = new Map(nodes.map(({ id, link }) => [id, link]));
  // Nodes come from the roots downwards, so a container is seen before what is in it.
  for (const { parentId, link } of nodes) {
    if (parentId !== null && came.has(links.get(parentId) ?? "")) came.add(link);
  }
  await tx.endWaiting([...came], "received", now);
  for (const announcement of await tx.announcements([...came])) {
    const lines = announcement.lines.map((line) =>
      "link" in line && line.state === "expected" && came.has(line.link)
        ? { ...line, state: "received" as const }
        : line,
    );
    if (lines.every((line, i) => line === announcement.lines[i])) continue;
    const closed = !lines.some(({ state }) => state === "expected");
    await tx.settleAnnouncement(announcement.id, { lines, closed, at: now });
  }
}
