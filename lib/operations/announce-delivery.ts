import { readAnnouncedEvents } from "@/lib/core/custody/announced-events";
import {
  type Announced,
  type AnnouncementCode,
  readAnnouncedLines,
  unreadable,
} from "@/lib/core/custody/announcement";
import { type ParseXml, readDocument } from "@/lib/core/epcis/read-document";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { localDay } from "@/lib/core/time/zone";
import { type AnnouncementId, announcementId } from "./arrival-ports";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";

/** The sender's list with what a list does not say, or its EPCIS document (JSON or XML). */
export type AnnounceDelivery = Command &
  (
    | {
        readonly csv: string;
        readonly senderGln: string;
        readonly despatchAdvice: string;
        readonly orderNumber: string | null;
      }
    | { readonly epcis: string }
  );

export type DeliveryAnnounced = { readonly announcementId: AnnouncementId; readonly lines: number };

/**
 * A supplier's file says what is to come, before it does. It gives nobody custody of anything: an expectation of this
 * site's own, which the goods, or the sender's data in Packproof, meet later.
 */
export const announceDelivery = (
  deps: Deps & { readonly parseXml: ParseXml },
  scope: TenantScope,
  command: AnnounceDelivery,
): Promise<Result<DeliveryAnnounced, GateCode | AnnouncementCode | "ALREADY_ANNOUNCED">> =>
  perform(deps, scope, { action: "receive-shipment", command }, async (tx, now) => {
    const announced = announcedBy(deps.parseXml, command, localDay(scope.timeZone, now));
    if (!announced.ok) return announced;
    const id = announcementId(deps.ids.uuid());
    const made = await tx.announce({
      ...announced.value,
      id,
      siteId: scope.siteId,
      source: "csv" in command ? "csv" : "epcis",
      announcedAt: now,
      personId: scope.personId,
    });
    return made
      ? ok({ announcementId: id, lines: announced.value.lines.length })
      : refuse(
          "ALREADY_ANNOUNCED",
          "This delivery of that sender is announced already.",
          "Open it from the list.",
          { despatchAdvice: announced.value.despatchAdvice },
        );
  });

function announcedBy(
  parseXml: ParseXml,
  command: AnnounceDelivery,
  today: string,
): Result<Announced, AnnouncementCode> {
  if ("csv" in command) {
    const { senderGln, despatchAdvice, orderNumber } = command;
    const lines = readAnnouncedLines(command.csv, today);
    return lines.ok ? ok({ senderGln, despatchAdvice, orderNumber, lines: lines.value }) : lines;
  }
  const document = readDocument(command.epcis, parseXml);
  return document.ok ? readAnnouncedEvents(document.value) : unreadable(document.refusal.message);
}
