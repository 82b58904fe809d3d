/**
 * Ten days counted as 240 hours, so that a daylight-saving change neither adds nor takes an hour.
 * Source: Delegated Regulation (EU) 2016/161, Article 13(1)(b): "not more than 10 days".
 */
export const UNDO_WINDOW_MS = 240 * 3_600_000;

type Recorded = { readonly eventTime: number; readonly recordTime: number };

/**
 * The last instant (epoch milliseconds) at which an undo is still open. Counts from the earlier of the two times:
 * a site can't reopen the window by sending an old supply late, or by a clock that runs ahead.
 */
export const undoOpenUntil = ({ eventTime, recordTime }: Recorded): number =>
  Math.min(eventTime, recordTime) + UNDO_WINDOW_MS;

export const isUndoOpen = (recorded: Recorded, now: number): boolean => now <= undoOpenUntil(recorded);
