import type { Role } from "@/lib/core/access/permissions";
import { type PersonId, personId } from "@/lib/core/pack/ids";
import { idOf } from "./derive";
import {
  brenner,
  type DemoOrganisation,
  type DemoSite,
  hafen,
  klinikum,
  linden,
  lindhof,
  nordkai,
  office,
} from "./organisations";

export type DemoPerson = {
  readonly id: PersonId;
  readonly name: string;
  readonly job: string;
  readonly roles: readonly Role[];
  readonly organisation: DemoOrganisation;
  readonly site: DemoSite;
};

const person = (
  name: string,
  job: string,
  roles: readonly Role[],
  organisation: DemoOrganisation,
  site: DemoSite,
): DemoPerson => ({ id: personId(idOf(`person/${name}`)), name, job, roles, organisation, site });

const PHARMACIST = ["responsible", "lead", "operator"] as const;
/** Who also looks after the organisation's settings. */
const IN_CHARGE = [...PHARMACIST, "admin"] as const;

export const orla = person("Orla Lindner", "Qualified person", IN_CHARGE, lindhof, lindhof.sites[0]);
export const jakob = person(
  "Jakob Feldner",
  "Packaging line operator",
  ["operator"],
  lindhof,
  lindhof.sites[0],
);
export const aylin = person("Aylin Demir", "Dock lead", ["lead", "operator"], nordkai, nordkai.sites[0]);
export const paul = person("Paul Reiter", "Goods-in lead", ["lead", "operator"], brenner, brenner.sites[0]);
export const selma = person("Selma Nowak", "Goods-in lead", ["lead", "operator"], brenner, brenner.sites[1]);
export const vera = person("Vera Hofer", "Pharmacist", IN_CHARGE, linden, linden.sites[0]);
export const emil = person("Emil Moser", "Pharmacist", IN_CHARGE, hafen, hafen.sites[0]);
export const ines = person("Ines Auer", "Hospital pharmacist", PHARMACIST, klinikum, klinikum.sites[0]);
export const mara = person(
  "Mara Steiner",
  "Inspector",
  ["inspector", "recall_officer"],
  office,
  office.sites[0],
);
export const theo = person(
  "Theo Brandt",
  "Recall officer",
  ["inspector", "recall_officer"],
  office,
  office.sites[0],
);

/** In the order of the story: the sign-in page lists them so. */
export const people: readonly DemoPerson[] = [orla, jakob, aylin, paul, selma, vera, emil, ines, mara, theo];
