-- Batches and products by market: recalls in two steps, withdrawals, holds on batches and deliveries, delegation.

-- The asking site's market (ISO 3166 alpha-2), set by the gate with app.org_id. Null: nobody said, so that a recall or
-- withdrawal on any market counts.
create function current_market() returns text language sql stable parallel safe as
$$ select nullif(current_setting('app.market', true), '') $$;

-- Whether an agent may do this for a holder today, with this product.
create function delegated(p_holder uuid, p_verb text, p_product uuid) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from delegation d where d.holder_id = p_holder and d.agent_id = current_org() and p_verb = any(d.verbs)
    and d.valid_from <= now() and (d.valid_to is null or d.valid_to >= date_trunc('day', now()))
    and (cardinality(d.product_ids) = 0 or p_product = any(d.product_ids)))
$$;
create policy delegated_new on batch for insert to packproof_app
  with check (current_org() <> holder_id and delegated(holder_id, 'create-batch', product_id)
    and exists (select from product p where p.id = product_id and p.holder_id = batch.holder_id)
    and state = 'PACKAGED' and recalled_at is null and held_at is null);

-- Tables

alter table product add column withdrawn_somewhere boolean not null default false;
alter table batch add column held_by_org_id uuid, add column hold_count int not null default 0,
  add constraint batch_holds_counted check (hold_count >= 0);

-- A hold is on a unit, a batch or a delivery. One on a delivery has a row for each of its units besides its own.
alter table hold alter column epc_id drop not null,
  add column batch_id uuid, add column shipment_id uuid, add column from_hold uuid, add column recall_id uuid,
  add constraint hold_one_subject check (num_nonnulls(epc_id, batch_id, shipment_id) = 1);
create index hold_batch_id_idx on hold (batch_id);
create index hold_shipment_id_idx on hold (shipment_id);
create index hold_from_hold_idx on hold (from_hold);

create table recall (
  id uuid primary key,
  org_id uuid not null,
  holder_id uuid not null,
  batch_ids uuid[] not null,
  range_from bigint,
  range_to bigint,
  markets text[] not null,
  class int not null,
  depth text not null,
  reason text not null,
  public_text text,
  state text not null,
  held_batch_ids uuid[] not null,
  prepared_by_id uuid not null,
  prepared_at timestamptz(3) not null,
  signed_by_id uuid,
  signed_at timestamptz(3),
  cancelled_by_id uuid,
  cancelled_at timestamptz(3),
  constraint recall_scope check (cardinality(batch_ids) > 0 and cardinality(markets) > 0
    and (range_from is null) = (range_to is null) and (range_from is null or cardinality(batch_ids) = 1)),
  constraint recall_class check (class between 1 and 4),
  constraint recall_depth check (depth in ('wholesale', 'pharmacy', 'patient')),
  constraint recall_state check (state in ('DRAFT', 'SIGNED', 'CANCELLED')
    and (state = 'SIGNED') = (signed_at is not null) and (state = 'CANCELLED') = (cancelled_at is not null)),
  -- Whoever writes: never one person alone.
  constraint recall_two_people check (signed_by_id <> prepared_by_id)
);
create index recall_org_id_idx on recall (org_id);
create index recall_holder_id_idx on recall (holder_id);

-- How a batch is recalled on one market: the latest signed recall there, never less than the one before.
create table recall_market (
  batch_id uuid not null,
  market text not null,
  recall_id uuid not null,
  class int not null,
  depth text not null,
  public_text text,
  recalled_at timestamptz(3) not null,
  primary key (batch_id, market)
);
-- What a site has done about a recall: a step is written once.
create table recall_response (
  recall_id uuid not null,
  site_id uuid not null,
  org_id uuid not null,
  step text not null,
  at timestamptz(3) not null,
  due_at timestamptz(3),
  person_id uuid,
  impact text,
  quantity int,
  primary key (recall_id, site_id, step),
  constraint recall_response_step check (step in ('notified', 'opened', 'acknowledged', 'completed')),
  constraint recall_response_answer check ((step = 'acknowledged') = (impact is not null) and (impact is null) = (quantity is null)
    and (impact is null or impact in ('none', 'in-stock', 'passed-on')) and (quantity is null or quantity >= 0))
);
create index recall_response_org_id_idx on recall_response (org_id);
-- A product that may no longer be sold on a market. product.state = 'WITHDRAWN' means everywhere.
create table product_withdrawal (
  product_id uuid not null,
  market text not null,
  org_id uuid not null,
  person_id uuid not null,
  reason text not null,
  withdrawn_at timestamptz(3) not null,
  primary key (product_id, market)
);
-- Attempts to supply, for the recall board.
create index verification_refused on verification (at) where facts->>'dispense' = 'refused';

do $$
declare t text;
begin
  foreach t in array array['recall', 'recall_market', 'recall_response', 'product_withdrawal'] loop
    execute format('alter table %I enable row level security', t);
  end loop;
  foreach t in array array['recall_response', 'product_withdrawal'] loop
    execute format('create trigger %I before update or delete on %I for each statement execute function refuse_rewriting()', t || '_append_only', t);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_rewriting()', t || '_no_truncate', t);
  end loop;
end $$;
-- A recall may become deeper or more serious, never less, whoever writes; and it stays.
create function refuse_lesser_recall() returns trigger language plpgsql as $$
declare v_depths text[] := array['wholesale', 'pharmacy', 'patient'];
begin
  if tg_op = 'DELETE' then raise exception 'A recall is never taken back' using errcode = 'restrict_violation'; end if;
  if (new.batch_id, new.market) <> (old.batch_id, old.market) or new.class > old.class
     or array_position(v_depths, new.depth) < array_position(v_depths, old.depth) then
    raise exception 'A recall never becomes less' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger recall_market_irreversible before update or delete on recall_market
  for each row execute function refuse_lesser_recall();
create function refuse_reopened_recall() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.state <> 'DRAFT' then
    raise exception 'A recall that is signed or cancelled stays so' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger recall_irreversible before update or delete on recall for each row execute function refuse_reopened_recall();

-- Who reads: a draft its own organisation, a signed recall its holder too; every signed-in organisation knows what is
-- recalled and withdrawn where; an answer is its site's and its recall's.
grant select on recall, recall_market, recall_response, product_withdrawal to packproof_app;
create policy own on recall for select to packproof_app
  using (org_id = current_org() or (holder_id = current_org() and state = 'SIGNED'));
create policy signed_in on recall_market for select to packproof_app using (current_org() is not null);
create policy signed_in on product_withdrawal for select to packproof_app using (current_org() is not null);
create policy both_sides on recall_response for select to packproof_app
  using (org_id = current_org() or exists (select from recall r where r.id = recall_id and current_org() in (r.org_id, r.holder_id)));
