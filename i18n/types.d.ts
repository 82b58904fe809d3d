import type messages from "@/messages/en.d.json";
import type { formats } from "./formats";

declare module "next-intl" {
  interface AppConfig {
    Locale: "en-GB";
    Messages: typeof messages;
    Formats: typeof formats;
  }
}
