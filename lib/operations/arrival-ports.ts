import type { AnnouncedLine } from "@/lib/core/custody/announcement";
import type { OrgId, PersonId, ShipmentId, SiteId } from "@/lib/core/pack/ids";

declare const announcementBrand: unique symbol;
export type AnnouncementId = string & { readonly [announcementBrand]: "AnnouncementId" };
export const announcementId = (text: string): AnnouncementId => text as AnnouncementId;

export const ANNOUNCEMENT_SOURCES = ["csv", "epcis"] as const;
export const WAITING_OUTCOMES = ["received", "sent-back", "set-aside"] as const;
export type WaitingOutcome = (typeof WAITING_OUTCOMES)[number];

/** A delivery that a supplier's own file announces, whether or not the supplier works with Packproof. */
export type Announcement = {
  readonly id: AnnouncementId;
  readonly siteId: SiteId;
  readonly senderGln: string;
  readonly despatchAdvice: string;
  readonly orderNumber: string | null;
  readonly source: (typeof ANNOUNCEMENT_SOURCES)[number];
  readonly announcedAt: number;
  /** Null: still expected, wholly or in part. */
  readonly closedAt: number | null;
  readonly lines: readonly AnnouncedState[];
};

export type AnnouncedState = AnnouncedLine & {
  /** From 1, in the order of the file; what came besides stands behind. */
  readonly no: number;
  readonly state: "expected" | "received" | "missing" | "overage";
  /** Of a quantity: how many came so far. */
  readonly received: number | null;
};

/** Goods that came before anybody's data about them. */
export type WaitingUnit = {
  readonly id: string;
  readonly siteId: SiteId;
  readonly link: string;
  readonly note: string;
  readonly since: number;
  /** Who is said to have sent it; null: nobody knows, or nobody in Packproof. */
  readonly senderId: OrgId | null;
};

/** What another organisation waits for, and says this one sent. */
export type SaidToBeSent = {
  readonly link: string;
  readonly receiverId: OrgId;
  readonly since: number;
};

export type ArrivalTx = {
  /** False: this sender's despatch advice is announced already. */
  announce(
    announcement: Omit<Announcement, "closedAt" | "lines"> & {
      readonly lines: readonly AnnouncedLine[];
      readonly personId: PersonId;
    },
  ): Promise<boolean>;
  /** Under lock; null: none of this organisation. */
  lockAnnouncement(id: AnnouncementId): Promise<Announcement | null>;
  /** How the lines stand now; those of new numbers came besides. `closed`: nothing more is expected. */
  settleAnnouncement(
    id: AnnouncementId,
    settlement: { readonly lines: readonly AnnouncedState[]; readonly closed: boolean; readonly at: number },
  ): Promise<void>;
  /** A unit that waits already goes on waiting. Returns how many are new. */
  waitForData(units: readonly (WaitingUnit & { readonly personId: PersonId })[]): Promise<number>;
  /** Open ones of the organisation, oldest first. */
  waiting(): Promise<readonly WaitingUnit[]>;
  /** As long as it has not shipped them there; oldest first. */
  saidToBeSent(): Promise<readonly SaidToBeSent[]>;
  endWaiting(links: readonly string[], outcome: WaitingOutcome, at: number): Promise<void>;
  /** The open delivery to this organisation that brings each unit; units without one are left out. */
  deliveriesOf(links: readonly string[]): Promise<Readonly<Record<string, ShipmentId>>>;
  /** Open ones, the earliest first; `naming`: only those that name one of these units. */
  announcements(naming?: readonly string[]): Promise<readonly Announcement[]>;
};
