"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { TextField } from "@/components/ui/text-field";
import { post } from "@/lib/web/client";

/** E-mail and password. A wrong pair names neither field, and what was typed stays. */
export function PasswordForm() {
  const t = useTranslations("sign-in");
  const router = useRouter();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<{ title: string; body: string } | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    const answer = await post("/api/v1/session", { email, password });
    setBusy(false);
    if (answer.ok) {
      router.push("/home");
      router.refresh();
      return;
    }
    setProblem({ title: answer.refusal.message, body: answer.refusal.next });
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="grid max-w-108 gap-5">
      {problem && (
        <Notice live tone="caution" title={problem.title}>
          {problem.body}
        </Notice>
      )}
      <TextField
        label={t("email")}
        type="email"
        autoComplete="username"
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <TextField
        label={t("password")}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button type="submit" variant="primary" size="big" busy={busy}>
        {t("submit")}
      </Button>
    </form>
  );
}
