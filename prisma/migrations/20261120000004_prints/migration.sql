-- A batch's packs in the order they were made, which is that of the lower 48 bits of their ids (see epc_id_for): labels
-- come out of the printer in the order of the list, and a range of them stays the same range when packs are added.
create or replace function my_batch_serials(p_batch uuid, p_limit int, p_after bigint) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', e.id::text, 'serial', e.serial, 'link', e.link, 'state', e.state,
            'packed', e.parent_id is not null) order by e.made), '[]'::jsonb)
  from (select *, id & 281474976710655 as made from epc
        where batch_id = p_batch and (id & 281474976710655) > (p_after & 281474976710655)
          and exists (select from batch b where b.id = p_batch and (b.holder_id = current_org()
            or exists (select from delegation d where d.holder_id = b.holder_id and d.agent_id = current_org())))
        order by id & 281474976710655 limit p_limit) e
$$;

-- Which labels of a batch were printed is asked of the audit, where it is kept.
create index audit_prints on audit ((detail->>'batchId')) where action = 'print-labels';
