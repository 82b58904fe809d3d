import type { Messages } from "next-intl";
import { getRequestConfig } from "next-intl/server";
import { catalogueOf } from "./catalogue.mjs";
import { formats } from "./formats";

/** British English, because its dates put the day first and name the month: "31 Mar 2027". */
const LOCALE = "en-GB";

export default getRequestConfig(async () => ({
  locale: LOCALE,
  messages: catalogueOf("en") as unknown as Messages,
  formats,
  timeZone: "UTC",
}));
