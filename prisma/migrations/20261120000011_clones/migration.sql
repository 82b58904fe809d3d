-- Where a site is (degrees, WGS 84): two sightings too far apart for one pack are of two (DOMAIN §6, clones). Unknown is
-- allowed and proves nothing.
alter table site
  add column latitude double precision,
  add column longitude double precision,
  add constraint site_is_on_earth check (
    (latitude is null) = (longitude is null) and latitude between -90 and 90 and longitude between -180 and 180);

-- Null: raised for a place that had the other pack, where nobody did anything.
alter table alert alter column raised_by_id drop not null;

-- What is open of one serial number, for the public answer: it asks in nobody's name.
create index alert_open on alert (gtin, serial) where state <> 'CLOSED';

-- They answer the journey of each pack besides; a function can't change what it answers.
drop function if exists verify_packs, job_verify;
