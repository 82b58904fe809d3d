-- A receipt that another system tells before its shipping names who is said to have sent the goods.
alter table waiting_unit add column sender_id uuid;
create index waiting_unit_sender_id_idx on waiting_unit (sender_id) where closed_at is null;
