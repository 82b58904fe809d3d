import { GS } from "./scan";

// Stand-ins that scanners are configured to send for the group separator. None but <GS> can be part of GS1 data
// (character set 82 has neither | ~ { } nor ␝), and <GS> inside a serial has not been seen.
const standIns = /\{GS\}|<GS>|\u241d|[|~]/g;
const web = /^(\][A-Za-z][0-9A-Za-z])?https?:/i;

/**
 * Puts U+001D where a visible stand-in was sent. A web address (GS1 Digital Link) is left alone: "~" is one of its
 * ordinary characters. No separator is ever added where nothing stood for one.
 */
export function restoreSeparators(text: string): { readonly text: string; readonly replaced: boolean } {
  if (web.test(text)) return { text, replaced: false };
  const restored = text.replace(standIns, GS);
  return { text: restored, replaced: restored !== text };
}
