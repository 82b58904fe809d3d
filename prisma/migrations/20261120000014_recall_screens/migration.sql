-- Whom to call at a site at any hour: a recall can't wait for the morning.
alter table site add column phone text, add constraint site_phone check (phone ~ '^\+[0-9][0-9 ]{5,24}$');
