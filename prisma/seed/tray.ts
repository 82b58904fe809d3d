import type pg from "pg";
import type { DemoCode } from "./codes";

/** Whether the demo world is there: the tray is what a load writes last. */
export async function isLoaded(owner: pg.Client): Promise<boolean> {
  const { rows } = await owner.query<{ there: boolean }>("select exists (select from demo_code) as there");
  return rows[0]?.there === true;
}

/** All at once. Positions count through all stations, so that the order of the list is the tray's. */
export async function writeTray(owner: pg.Client, codes: readonly DemoCode[]): Promise<void> {
  const column = <Key extends keyof DemoCode>(key: Key): readonly DemoCode[Key][] =>
    codes.map((code) => code[key]);
  await owner.query(
    `insert into demo_code (station, site_id, label, description, raw, position)
     select * from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[]) with ordinality`,
    [column("station"), column("siteId"), column("label"), column("description"), column("raw")],
  );
}
