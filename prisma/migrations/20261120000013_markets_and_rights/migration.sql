-- On which markets a product is sold, and on which of them without serial numbers. An authority sees and acts on its own.
alter table product
  add column markets text[] not null default '{}',
  add column unserialised_markets text[] not null default '{}',
  add constraint product_markets_are_countries check (array_to_string(markets, ',') ~ '^([A-Z]{2}(,[A-Z]{2})*)?$'),
  add constraint product_unserialised_where_sold check (unserialised_markets <@ markets);

-- What is over is found without a look at the rest (prisma/functions/upkeep).
create index session_expires_at_idx on session (expires_at);
create index request_at_idx on request (at);
create index job_finished_at_idx on job (finished_at);

-- When a lane last had a chunk of the job: turns go round (prisma/functions/jobs).
alter table job add column turn_at timestamptz(3);
