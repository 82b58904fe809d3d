-- What an audit that replays the events needs them to say exactly.

-- As in migration 6, and tells on which units it ended: of a delivery's hold, those that were not released one by one
-- before. The event names these and no others.
drop function ledger_release_hold(uuid, uuid, timestamptz);
create function ledger_release_hold(p_id uuid, p_person uuid, p_at timestamptz)
returns jsonb language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org(); v_hold hold%rowtype; v_ended bigint[];
begin
  update hold set released_at = p_at, released_by_id = p_person
    where id = p_id and released_at is null and kind <> 'RECALL'
      and (placed_by_org_id = v_org or acts_as_regulator())
    returning * into v_hold;
  if v_hold.id is null then raise exception 'No such open hold of this organisation' using errcode = 'insufficient_privilege'; end if;
  update batch set hold_count = hold_count - 1 where id = v_hold.batch_id;
  with ended as (
    update hold set released_at = p_at, released_by_id = p_person where from_hold = p_id and released_at is null returning epc_id)
  select coalesce(array_agg(epc_id), '{}') || array_remove(array[v_hold.epc_id], null) into v_ended from ended;
  update epc set hold_count = hold_count - 1, version = version + 1 where id = any(v_ended);
  return to_jsonb(v_ended::text[]);
end $$;
grant execute on function ledger_release_hold(uuid, uuid, timestamptz) to packproof_app;
