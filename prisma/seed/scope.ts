import { addDays } from "@/lib/core/time/days";
import { mintScope, type TenantScope } from "@/lib/operations/scope";
import { type Calendar, TIME_ZONE } from "./calendar";
import { COUNTRY, delegation } from "./organisations";
import type { DemoPerson } from "./people";

/** Licences and delegations of the demo world began so many days before loading, older than all of its history. */
const LICENSED_FOR_DAYS = 2000;

export const licensedFrom = ({ today }: Calendar): string => addDays(today, -LICENSED_FOR_DAYS);

/** The loader's gate: it acts as its own people, with exactly the rights it has written for them. */
export function scopeOf(person: DemoPerson, calendar: Calendar): TenantScope {
  const { organisation, site } = person;
  const validity = { validFrom: licensedFrom(calendar), validTo: null };
  return mintScope({
    personId: person.id,
    personName: person.name,
    job: person.job,
    orgId: organisation.id,
    orgName: organisation.name,
    siteId: site.id,
    siteGln: site.gln,
    siteName: site.name,
    siteCity: site.city,
    country: COUNTRY,
    timeZone: TIME_ZONE,
    roles: person.roles.map((role) => ({ role, siteId: site.id })),
    capabilities: organisation.capabilities.map((capability) => ({ capability, ...validity })),
    delegations:
      delegation.agentId === organisation.id
        ? [
            {
              from: delegation.holderId,
              to: delegation.agentId,
              actions: delegation.actions,
              products: null,
              ...validity,
            },
          ]
        : [],
  });
}
