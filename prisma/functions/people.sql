-- Sessions: the token's hash is all the database knows; the web role can open, follow and close, not list.
create or replace function session_open(p_hash bytea, p_person uuid, p_org uuid, p_site uuid, p_now timestamptz, p_expires timestamptz)
returns boolean language plpgsql volatile security definer set search_path = public as $$
begin
  if not exists (select from membership m join site s on s.id = p_site and s.org_id = p_org
                 where m.person_id = p_person and m.org_id = p_org and (m.site_id is null or m.site_id = p_site)) then
    return false;
  end if;
  insert into session (token_hash, person_id, org_id, site_id, created_at, expires_at)
  values (p_hash, p_person, p_org, p_site, p_now, p_expires);
  return true;
end $$;

create or replace function person_seat(p_person uuid, p_org uuid, p_site uuid) returns jsonb language sql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
  select jsonb_build_object('personId', p.id, 'personName', p.name, 'job', p.job, 'orgId', o.id, 'orgName', o.name,
    'siteId', s.id, 'siteName', s.name, 'siteCity', s.city, 'siteGln', s.gln, 'siteCountry', s.country, 'timeZone', s.time_zone,
    'roles', (select coalesce(jsonb_agg(jsonb_build_object('role', r, 'siteId', m.site_id)), '[]'::jsonb) from membership m, unnest(m.roles) r
              where m.person_id = p.id and m.org_id = o.id),
    'capabilities', (select coalesce(jsonb_agg(jsonb_build_object('capability', c.kind, 'validFrom', to_char(c.valid_from, 'YYYY-MM-DD'),
                       'validTo', to_char(c.valid_to, 'YYYY-MM-DD'))), '[]'::jsonb) from capability c where c.org_id = o.id),
    'delegations', (select coalesce(jsonb_agg(jsonb_build_object('from', d.holder_id, 'to', d.agent_id, 'actions', d.verbs,
                      'products', case when cardinality(d.product_ids) = 0 then null else to_jsonb(d.product_ids) end,
                      'validFrom', to_char(d.valid_from, 'YYYY-MM-DD'), 'validTo', to_char(d.valid_to, 'YYYY-MM-DD'))), '[]'::jsonb)
                    from delegation d where d.agent_id = o.id))
  from person p, organisation o, site s where p.id = p_person and o.id = p_org and s.id = p_site
$$;

create or replace function session_user_of(p_hash bytea, p_now timestamptz) returns jsonb language sql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
  select person_seat(person_id, org_id, site_id) from session where token_hash = p_hash and expires_at > p_now
$$;

create or replace function session_close(p_hash bytea) returns void language sql volatile security definer set search_path = public as
$$ delete from session where token_hash = p_hash $$;

create or replace function sign_in_candidate(p_email text) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object('personId', p.id, 'passwordHash', p.password_hash,
    'places', (select jsonb_agg(jsonb_build_object('orgId', m.org_id, 'siteId', s.id)) from membership m
               join site s on s.org_id = m.org_id and (m.site_id is null or m.site_id = s.id) where m.person_id = p.id))
  from person p where lower(p.email) = lower(p_email)
$$;

grant execute on function session_open, session_user_of, session_close, sign_in_candidate to packproof_app;
