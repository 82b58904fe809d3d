/**
 * Path and query of the request as the browser sent them, for pages: Next hands a page both decoded and taken apart,
 * which is not what a GS1 link means. Always set by proxy.ts, so that a browser's own value never gets through.
 */
export const TARGET_HEADER = "x-packproof-target";
