-- Asking for events by EPCIS: what they are found by, pages, named queries, subscriptions and their webhooks.

-- CreateTable
CREATE TABLE "event_name" (
    "event_id" UUID NOT NULL,
    "member" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "type" TEXT NOT NULL,

    CONSTRAINT "event_name_pkey" PRIMARY KEY ("value","member","type","event_id")
);

-- CreateTable
CREATE TABLE "event_vocabulary" (
    "org_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "event_vocabulary_pkey" PRIMARY KEY ("org_id","kind","value")
);

-- CreateTable
CREATE TABLE "page_token" (
    "hash" BYTEA NOT NULL,
    "org_id" UUID NOT NULL,
    "question" BYTEA NOT NULL,
    "position" JSONB NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "page_token_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "named_query" (
    "org_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "named_query_pkey" PRIMARY KEY ("org_id","name")
);

-- CreateTable
CREATE TABLE "subscription" (
    "id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "query_name" TEXT NOT NULL,
    "dest" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "schedule" JSONB,
    "time_zone" TEXT NOT NULL,
    "report_if_empty" BOOLEAN NOT NULL,
    "initial_record_time" TIMESTAMPTZ(3),
    "epc_format" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "cursor" BIGINT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "leased_until" TIMESTAMPTZ(3),
    "last_run_at" TIMESTAMPTZ(3),
    "last_notified_at" TIMESTAMPTZ(3),

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "event_ids" UUID[],
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "tried_at" TIMESTAMPTZ(3),
    "because" TEXT,

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "event_name_event_id_idx" ON "event_name"("event_id");

-- CreateIndex
CREATE INDEX "page_token_expires_at_idx" ON "page_token"("expires_at");

-- CreateIndex
CREATE INDEX "subscription_org_id_query_name_idx" ON "subscription"("org_id", "query_name");

-- CreateIndex
CREATE INDEX "subscription_due_at_idx" ON "subscription"("due_at");

-- CreateIndex
CREATE INDEX "webhook_delivery_subscription_id_idx" ON "webhook_delivery"("subscription_id");

-- AlterTable
ALTER TABLE "event_party" ADD COLUMN     "event_time" TIMESTAMPTZ(3) NOT NULL;

-- CreateIndex
CREATE INDEX "event_party_org_id_event_time_event_id_idx" ON "event_party"("org_id", "event_time", "event_id");

-- CreateIndex
CREATE INDEX "event_biz_step_record_time_idx" ON "event"("biz_step", "record_time");

-- CreateIndex
CREATE INDEX "event_disposition_record_time_idx" ON "event"("disposition", "record_time");

-- CreateIndex
CREATE INDEX "event_read_point_record_time_idx" ON "event"("read_point", "record_time");

-- CreateIndex
CREATE INDEX "event_biz_location_record_time_idx" ON "event"("biz_location", "record_time");

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_org_id_query_name_fkey" FOREIGN KEY ("org_id", "query_name") REFERENCES "named_query"("org_id", "name") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscription"("id") ON DELETE CASCADE ON UPDATE CASCADE;

alter table event_name enable row level security;
alter table event_vocabulary enable row level security;
alter table page_token enable row level security;
alter table named_query enable row level security;
alter table subscription enable row level security;
alter table webhook_delivery enable row level security;

-- Compared as bytes, so that an index finds what begins with a text.
alter table event_name alter column value type text collate "C";
alter table event_vocabulary alter column value type text collate "C";
alter table subscription add constraint subscription_epc_format
  check (epc_format in ('No_Preference', 'Always_GS1_Digital_Link', 'Always_EPC_URN', 'Never_Translates'));
alter table webhook_delivery add constraint webhook_delivery_state check (state in ('pending', 'dead'));
-- One on its way at a time: a subscriber gets events in the order of the log.
create unique index webhook_delivery_one_pending on webhook_delivery (subscription_id) where state = 'pending';

create trigger event_name_append_only before update or delete on event_name for each statement execute function refuse_rewriting();
create trigger event_name_no_truncate before truncate on event_name for each statement execute function refuse_rewriting();

grant select on event_vocabulary to packproof_app;
create policy own on event_vocabulary for select to packproof_app using (org_id = current_org());

grant select, insert, delete on page_token to packproof_app;
create policy own on page_token for select to packproof_app using (org_id = current_org());
create policy own_new on page_token for insert to packproof_app with check (org_id = current_org());
create policy own_gone on page_token for delete to packproof_app using (org_id = current_org());

grant select, insert, delete on named_query to packproof_app;
create policy own on named_query for select to packproof_app using (org_id = current_org());
create policy own_new on named_query for insert to packproof_app with check (org_id = current_org());
create policy own_gone on named_query for delete to packproof_app using (org_id = current_org());

-- Whoever may see a subscription still can't read what its deliveries are signed with.
grant select (id, org_id, query_name, dest, schedule, time_zone, report_if_empty, initial_record_time, epc_format, created_at, cursor, due_at,
              last_run_at, last_notified_at), insert, delete on subscription to packproof_app;
create policy own on subscription for select to packproof_app using (org_id = current_org());
create policy own_new on subscription for insert to packproof_app with check (org_id = current_org());
create policy own_gone on subscription for delete to packproof_app using (org_id = current_org());
grant select on webhook_delivery to packproof_app;
create policy own on webhook_delivery for select to packproof_app
  using (exists (select from subscription s where s.id = subscription_id and s.org_id = current_org()));
