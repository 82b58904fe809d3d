"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useId, useState } from "react";
import { THEME_COOKIE, THEMES, type Theme, themeFrom } from "./theme";

const ICON: Record<Theme, ReactNode> = {
  system: <Monitor aria-hidden />,
  light: <Sun aria-hidden />,
  dark: <Moon aria-hidden />,
};

const ONE_YEAR = 31_536_000;

/** As this device, light or dark; kept in a cookie, so that the server's first paint is right already. */
export function ThemeChoice() {
  const t = useTranslations("common.theme");
  const name = useId();
  const [theme, setTheme] = useState<Theme>("system");

  useEffect(() => setTheme(themeFrom(document.documentElement.dataset.theme)), []);

  const choose = (next: Theme) => {
    setTheme(next);
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers we serve.
    document.cookie = `${THEME_COOKIE}=${next}; path=/; max-age=${ONE_YEAR}; samesite=lax`;
  };

  return (
    <fieldset className="flex">
      <legend className="sr-only">{t("label")}</legend>
      {THEMES.map((option) => (
        <label
          key={option}
          title={t(option)}
          className="grid size-11 cursor-pointer place-items-center rounded-md text-soft hover:bg-fill has-checked:bg-fill has-checked:text-accent has-focus-visible:outline-3 has-focus-visible:outline-accent [&_.lucide]:size-5"
        >
          <input
            type="radio"
            name={name}
            className="sr-only"
            checked={theme === option}
            onChange={() => choose(option)}
          />
          <span className="sr-only">{t(option)}</span>
          {ICON[option]}
        </label>
      ))}
    </fieldset>
  );
}
