import { LiveSigns } from "@/components/desk/live-signs";
import { logSignOf } from "@/components/desk/log-sign";
import { SoundToggle } from "@/components/scan/sound-toggle";
import type { TenantScope } from "@/lib/operations/scope";
import { web } from "@/lib/web/deps";

/** The head of a dock station: connection and log alive or not, sound, who works where. */
export async function StationStatus({ scope }: { readonly scope: TenantScope }) {
  const { deps } = web();
  const log = await deps.desk.log();
  return (
    <>
      <LiveSigns log={logSignOf(log, deps.clock.now())} timeZone={scope.timeZone} />
      <SoundToggle />
      <span className="max-lg:hidden">
        {scope.personName} · {scope.siteName}, {scope.siteCity}
      </span>
    </>
  );
}
