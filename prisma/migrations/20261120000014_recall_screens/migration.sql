-- Whom to call at a site at any hour: a recall can't wait for the morning.
alter table site add column phone text, add constraint site_phone check (phone ~ '^\+[0-9][0-9 ]{5,24}$');

-- Why a batch is on hold: whoever finds it so must know what to ask.
alter table batch add column held_reason text, add constraint batch_held_reason check (held_reason is null or held_at is not null);
drop function if exists ledger_hold_batch(uuid, timestamptz);
