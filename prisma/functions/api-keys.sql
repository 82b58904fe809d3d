-- False: this request made a key before.
create or replace function api_key_create(p_id uuid, p_site uuid, p_name text, p_scopes text[], p_prefix text, p_hash bytea, p_person uuid,
  p_request text, p_at timestamptz, p_expires timestamptz) returns boolean language plpgsql volatile security definer set search_path = public as $$
begin
  if not exists (select from site where id = p_site and org_id = ledger_org()) then
    raise exception 'Not this organisation''s site' using errcode = 'insufficient_privilege';
  end if;
  -- A key never has more rights than its creator, so a creator without any would be a way around that.
  if not exists (select from membership where person_id = p_person and org_id = current_org()) then
    raise exception 'Not a member of this organisation' using errcode = 'insufficient_privilege';
  end if;
  insert into api_key (id, org_id, site_id, name, scopes, prefix, secret_hash, created_by_id, request_key, created_at, expires_at)
  values (p_id, current_org(), p_site, p_name, p_scopes, p_prefix, p_hash, p_person, p_request, p_at, p_expires)
  on conflict (org_id, request_key) do nothing;
  return found;
end $$;

-- For good: nothing sets revoked_at back. False: not a key of this organisation, or revoked already.
create or replace function api_key_revoke(p_id uuid, p_at timestamptz) returns boolean language plpgsql volatile security definer set search_path = public as $$
begin
  update api_key set revoked_at = p_at where id = p_id and org_id = ledger_org() and revoked_at is null;
  return found;
end $$;

-- Who a key is, by the half of it that is no secret: one look-up by index. The caller compares the other half's hash. The roles
-- are those its creator has now: whoever loses a role, or leaves, takes it away from their keys. A key made on the command line
-- has no creator; then the scopes and the organisation's licences alone decide.
create or replace function api_key_find(p_prefix text) returns jsonb language sql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
  select jsonb_build_object('hash', encode(k.secret_hash, 'hex'), 'keyId', k.id, 'scopes', k.scopes, 'name', k.name,
    'expiresAt', (extract(epoch from k.expires_at) * 1000)::float8, 'revokedAt', (extract(epoch from k.revoked_at) * 1000)::float8,
    'lastUsedAt', (extract(epoch from k.last_used_at) * 1000)::float8,
    'orgId', o.id, 'orgName', o.name, 'siteId', s.id, 'siteName', s.name, 'siteCity', s.city, 'siteGln', s.gln,
    'siteCountry', s.country, 'timeZone', s.time_zone,
    'roles', case when k.created_by_id is null
      then (select jsonb_agg(jsonb_build_object('role', r, 'siteId', null))
            from unnest(array['operator', 'lead', 'responsible', 'admin', 'auditor', 'inspector', 'recall_officer']) r)
      else (select coalesce(jsonb_agg(jsonb_build_object('role', r, 'siteId', m.site_id)), '[]'::jsonb) from membership m, unnest(m.roles) r
            where m.person_id = k.created_by_id and m.org_id = o.id) end,
    'capabilities', (select coalesce(jsonb_agg(jsonb_build_object('capability', c.kind, 'validFrom', to_char(c.valid_from, 'YYYY-MM-DD'),
                       'validTo', to_char(c.valid_to, 'YYYY-MM-DD'))), '[]'::jsonb) from capability c where c.org_id = o.id),
    'delegations', (select coalesce(jsonb_agg(jsonb_build_object('from', d.holder_id, 'to', d.agent_id, 'actions', d.verbs,
                      'products', case when cardinality(d.product_ids) = 0 then null else to_jsonb(d.product_ids) end,
                      'validFrom', to_char(d.valid_from, 'YYYY-MM-DD'), 'validTo', to_char(d.valid_to, 'YYYY-MM-DD'))), '[]'::jsonb)
                    from delegation d where d.agent_id = o.id))
  from api_key k join organisation o on o.id = k.org_id join site s on s.id = k.site_id
  where k.prefix = p_prefix
$$;

create or replace function api_key_used(p_id uuid, p_at timestamptz) returns void language sql volatile security definer set search_path = public as
$$ update api_key set last_used_at = p_at where id = p_id and (last_used_at is null or last_used_at < p_at) $$;

-- Takes up to p_want tokens of a bucket that holds p_burst and gains p_per_second, for a process to spend by itself.
-- granted 0: none was left, and the next comes in `wait` seconds. `left` is what stays in the bucket.
create or replace function rate_take(p_key bytea, p_burst float8, p_per_second float8, p_want int, p_now timestamptz)
returns jsonb language plpgsql volatile security definer set search_path = public as $$
declare v_tokens float8; v_at timestamptz; v_granted int;
begin
  insert into rate_budget (key, tokens, at, full_at) values (p_key, p_burst, p_now, p_now) on conflict (key) do nothing;
  select tokens, at into v_tokens, v_at from rate_budget where key = p_key for update;
  if not found then return jsonb_build_object('granted', 1, 'left', p_burst - 1, 'wait', 0); end if;
  -- The clocks of two processes differ by a little: time already counted is not counted again.
  v_tokens := least(p_burst, v_tokens + greatest(0, extract(epoch from p_now - v_at)) * p_per_second);
  v_granted := least(p_want, floor(v_tokens)::int);
  v_tokens := v_tokens - v_granted;
  update rate_budget set tokens = v_tokens, at = greatest(at, p_now),
    full_at = greatest(at, p_now) + make_interval(secs => (p_burst - v_tokens) / p_per_second) where key = p_key;
  return jsonb_build_object('granted', v_granted, 'left', floor(v_tokens),
    'wait', case when v_granted > 0 then 0 else ceil((1 - v_tokens) / p_per_second) end);
end $$;

grant execute on function api_key_create, api_key_revoke, api_key_find, api_key_used, rate_take to packproof_app;
