import { randomUUID } from "node:crypto";
import { DELETE, POST as signIn } from "@/app/api/v1/session/route";
import type { Seat } from "@/lib/db/sessions";
import type { Handler } from "../handle";
import { ORIGIN } from "./world";

export type Answered = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; for tests to pick from. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape.
  readonly json: any;
};

export type Call = {
  readonly method?: string;
  readonly path?: string;
  readonly params?: Record<string, string | string[]>;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
};

/** Calls handlers as a browser on our own pages does: same origin, its cookie, a new Idempotency-Key each time. */
export type Browser = (handler: Handler, call?: Call) => Promise<Answered>;

export function browser(cookie: string | null = null): Browser {
  return async (
    handler,
    { method = "POST", path = "/api/v1/test", params = {}, body, headers = {} } = {},
  ) => {
    const response = await handler(
      new Request(`${ORIGIN}${path}`, {
        method,
        headers: {
          host: "localhost:3000",
          ...(cookie === null ? {} : { cookie }),
          ...(method === "GET"
            ? {}
            : { origin: ORIGIN, "sec-fetch-site": "same-origin", "idempotency-key": randomUUID() }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      }),
      { params: Promise.resolve(params) },
    );
    const text = await response.text();
    const isJson = /[/+]json\b/.test(response.headers.get("content-type") ?? "");
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson ? JSON.parse(text) : null,
    };
  };
}

/** The cookie that an answer sets, as the browser sends it back. */
export const cookieOf = ({ headers }: Answered): string => headers.get("set-cookie")?.split(";")[0] ?? "";

/** A browser of somebody who signed in to the demo. */
export async function signedIn(seat: Seat): Promise<Browser> {
  const answered = await browser()(signIn, { body: seat });
  if (answered.status !== 200) throw new Error(`Signing in was refused: ${answered.text}`);
  return browser(cookieOf(answered));
}

export const signOut = (as: Browser): Promise<Answered> => as(DELETE, { method: "DELETE" });
