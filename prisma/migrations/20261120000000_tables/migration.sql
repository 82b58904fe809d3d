-- CreateTable
CREATE TABLE "audit" (
    "id" BIGSERIAL NOT NULL,
    "org_id" UUID NOT NULL,
    "site_id" UUID,
    "person_id" UUID,
    "action" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "request" (
    "org_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "body_hash" BYTEA NOT NULL,
    "outcome" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "request_pkey" PRIMARY KEY ("org_id","key")
);

-- CreateTable
CREATE TABLE "batch" (
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "holder_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "expiry_printed" TEXT NOT NULL,
    "last_valid_day" DATE NOT NULL,
    "state" TEXT NOT NULL,
    "held_at" TIMESTAMPTZ(3),
    "released_at" TIMESTAMPTZ(3),
    "recalled_at" TIMESTAMPTZ(3),
    "recall_class" INTEGER,
    "recall_depth" TEXT,
    "recall_text" TEXT,
    "planned_size" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "epc" (
    "id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "link" TEXT NOT NULL,
    "gtin" TEXT,
    "serial" TEXT,
    "sscc" TEXT,
    "batch_id" UUID,
    "parent_id" BIGINT,
    "holder_id" UUID,
    "site_id" UUID,
    "place" TEXT,
    "state" TEXT NOT NULL,
    "own_disposition" TEXT,
    "hold_count" INTEGER NOT NULL DEFAULT 0,
    "state_event_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "epc_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "containment" (
    "child_id" BIGINT NOT NULL,
    "parent_id" BIGINT NOT NULL,
    "from_seq" BIGINT NOT NULL,
    "to_seq" BIGINT,

    CONSTRAINT "containment_pkey" PRIMARY KEY ("child_id","from_seq")
);

-- CreateTable
CREATE TABLE "hold" (
    "id" UUID NOT NULL,
    "epc_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "placed_by_org_id" UUID NOT NULL,
    "placed_by_site_id" UUID,
    "placed_by_id" UUID NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "released_at" TIMESTAMPTZ(3),
    "released_by_id" UUID,

    CONSTRAINT "hold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock" (
    "batch_id" UUID NOT NULL,
    "parent_id" BIGINT NOT NULL,
    "holder_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "own_disposition" TEXT NOT NULL,
    "held" BOOLEAN NOT NULL,
    "n" INTEGER NOT NULL,

    CONSTRAINT "stock_pkey" PRIMARY KEY ("batch_id","parent_id","holder_id","site_id","place","state","own_disposition","held")
);

-- CreateTable
CREATE TABLE "event" (
    "id" UUID NOT NULL,
    "event_hash" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "action" TEXT,
    "biz_step" TEXT,
    "disposition" TEXT,
    "registry_state" TEXT,
    "event_time" TIMESTAMPTZ(3) NOT NULL,
    "event_offset" TEXT NOT NULL,
    "record_time" TIMESTAMPTZ(3) NOT NULL,
    "read_point" TEXT,
    "biz_location" TEXT,
    "document" BYTEA NOT NULL,
    "event_key" BYTEA NOT NULL,
    "statement" JSONB NOT NULL,
    "record_hash" BYTEA NOT NULL,
    "entry" BYTEA NOT NULL,
    "capturer_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "acting_for_id" UUID,
    "person_id" UUID NOT NULL,
    "device_id" TEXT,
    "entry_mode" TEXT NOT NULL,
    "ledger_seq" BIGINT NOT NULL,
    "collision_no" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_epc" (
    "event_id" UUID NOT NULL,
    "epc_id" BIGINT NOT NULL,
    "role" SMALLINT NOT NULL,
    "ledger_seq" BIGINT NOT NULL,

    CONSTRAINT "event_epc_pkey" PRIMARY KEY ("epc_id","ledger_seq","event_id","role")
);

-- CreateTable
CREATE TABLE "event_party" (
    "org_id" UUID NOT NULL,
    "record_time" TIMESTAMPTZ(3) NOT NULL,
    "event_id" UUID NOT NULL,

    CONSTRAINT "event_party_pkey" PRIMARY KEY ("org_id","record_time","event_id")
);

-- CreateTable
CREATE TABLE "event_effect" (
    "event_id" UUID NOT NULL,
    "effect" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_effect_pkey" PRIMARY KEY ("event_id","effect")
);

-- CreateTable
CREATE TABLE "outbox" (
    "seq" BIGSERIAL NOT NULL,
    "kind" SMALLINT NOT NULL,
    "event_id" UUID,
    "entry" BYTEA NOT NULL,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "log_state" (
    "log_id" BYTEA NOT NULL,
    "origin" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,
    "checkpoint_key" TEXT NOT NULL,
    "head_key" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "log_state_pkey" PRIMARY KEY ("log_id")
);

-- CreateTable
CREATE TABLE "log_leaf" (
    "log_id" BYTEA NOT NULL,
    "index" BIGINT NOT NULL,
    "event_id" UUID,
    "kind" SMALLINT NOT NULL,
    "entry" BYTEA NOT NULL,
    "logged_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "log_leaf_pkey" PRIMARY KEY ("log_id","index")
);

-- CreateTable
CREATE TABLE "log_tile" (
    "log_id" BYTEA NOT NULL,
    "level" SMALLINT NOT NULL,
    "index" BIGINT NOT NULL,
    "hashes" BYTEA NOT NULL,

    CONSTRAINT "log_tile_pkey" PRIMARY KEY ("log_id","level","index")
);

-- CreateTable
CREATE TABLE "checkpoint" (
    "log_id" BYTEA NOT NULL,
    "size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,
    "note" TEXT NOT NULL,
    "head_signature" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "checkpoint_pkey" PRIMARY KEY ("log_id","size")
);

-- CreateTable
CREATE TABLE "anchor" (
    "id" UUID NOT NULL,
    "chain_id" BIGINT NOT NULL,
    "contract" TEXT NOT NULL,
    "log_id" BYTEA NOT NULL,
    "old_size" BIGINT NOT NULL,
    "size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,
    "state" TEXT NOT NULL,
    "nonce" INTEGER,
    "raw_tx" TEXT,
    "tx_hash" TEXT,
    "max_fee" BIGINT,
    "priority_fee" BIGINT,
    "block" BIGINT,
    "block_time" TIMESTAMPTZ(3),
    "gas_used" BIGINT,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "anchor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "heartbeat" (
    "process" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "detail" JSONB NOT NULL,

    CONSTRAINT "heartbeat_pkey" PRIMARY KEY ("process")
);

-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefixes" TEXT[],
    "country" TEXT NOT NULL,
    "activated_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "capability" (
    "org_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "licence" TEXT NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_to" TIMESTAMPTZ(3),

    CONSTRAINT "capability_pkey" PRIMARY KEY ("org_id","kind")
);

-- CreateTable
CREATE TABLE "delegation" (
    "id" UUID NOT NULL,
    "holder_id" UUID NOT NULL,
    "agent_id" UUID NOT NULL,
    "verbs" TEXT[],
    "product_ids" UUID[],
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_to" TIMESTAMPTZ(3),

    CONSTRAINT "delegation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "job" TEXT NOT NULL,
    "email" TEXT,
    "password_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "site_id" UUID,
    "roles" TEXT[],

    CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "token_hash" BYTEA NOT NULL,
    "person_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "product" (
    "id" UUID NOT NULL,
    "holder_id" UUID NOT NULL,
    "gtin" TEXT NOT NULL,
    "case_gtin" TEXT,
    "case_size" INTEGER,
    "name" TEXT NOT NULL,
    "strength" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "pack_size" TEXT NOT NULL,
    "national" JSONB NOT NULL DEFAULT '{}',
    "serialised" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shipment" (
    "id" UUID NOT NULL,
    "despatch_advice" TEXT NOT NULL,
    "order_number" TEXT,
    "purpose" TEXT NOT NULL,
    "sender_id" UUID NOT NULL,
    "sender_site_id" UUID NOT NULL,
    "receiver_id" UUID NOT NULL,
    "receiver_site_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "pack_count" INTEGER NOT NULL,
    "shipped_at" TIMESTAMPTZ(3) NOT NULL,
    "ship_event_id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3),
    "receive_event_id" UUID,

    CONSTRAINT "shipment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shipment_line" (
    "shipment_id" UUID NOT NULL,
    "epc_id" BIGINT NOT NULL,
    "pack_count" INTEGER NOT NULL,
    "state" TEXT NOT NULL,

    CONSTRAINT "shipment_line_pkey" PRIMARY KEY ("shipment_id","epc_id")
);

-- CreateTable
CREATE TABLE "shipment_exception" (
    "id" UUID NOT NULL,
    "shipment_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "link" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "raised_by_id" UUID NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "shipment_exception_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "site" (
    "id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "gln" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "custody_from" TIMESTAMPTZ(3),

    CONSTRAINT "site_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" BIGSERIAL NOT NULL,
    "org_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "epc_id" BIGINT,
    "gtin" TEXT NOT NULL,
    "serial" TEXT NOT NULL,
    "entry_mode" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert" (
    "id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "holder_id" UUID,
    "gtin" TEXT NOT NULL,
    "serial" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "raised_by_id" UUID NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "demo_code" (
    "station" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "site_id" UUID,
    "label" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "raw" TEXT NOT NULL,

    CONSTRAINT "demo_code_pkey" PRIMARY KEY ("station","position")
);

-- CreateIndex
CREATE INDEX "audit_org_id_at_idx" ON "audit"("org_id", "at");

-- CreateIndex
CREATE INDEX "batch_holder_id_idx" ON "batch"("holder_id");

-- CreateIndex
CREATE UNIQUE INDEX "batch_product_id_number_key" ON "batch"("product_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "epc_link_key" ON "epc"("link");

-- CreateIndex
-- Partial, because packs have none: ten million of them leave it as small as the containers are few.
CREATE UNIQUE INDEX "epc_sscc_key" ON "epc"("sscc") WHERE "sscc" IS NOT NULL;

-- CreateIndex
CREATE INDEX "epc_parent_id_idx" ON "epc"("parent_id") WHERE "parent_id" IS NOT NULL;

-- CreateIndex
CREATE INDEX "epc_site_id_kind_idx" ON "epc"("site_id", "kind") WHERE "site_id" IS NOT NULL;

-- CreateIndex
-- Nothing that a change of state changes is in an index, and each page keeps room for it: so it writes one row, no index.
CREATE INDEX "epc_batch_id_parent_id_idx" ON "epc"("batch_id", "parent_id");
ALTER TABLE "epc" SET (fillfactor = 90);

-- CreateIndex
CREATE UNIQUE INDEX "epc_gtin_serial_key" ON "epc"("gtin", "serial");

-- CreateIndex
CREATE INDEX "containment_parent_id_from_seq_idx" ON "containment"("parent_id", "from_seq");

-- CreateIndex
CREATE INDEX "hold_epc_id_idx" ON "hold"("epc_id");

-- CreateIndex
CREATE INDEX "hold_placed_by_org_id_idx" ON "hold"("placed_by_org_id");

-- CreateIndex
CREATE INDEX "stock_parent_id_idx" ON "stock"("parent_id");

-- CreateIndex
CREATE INDEX "stock_site_id_idx" ON "stock"("site_id");

-- CreateIndex
CREATE UNIQUE INDEX "event_ledger_seq_key" ON "event"("ledger_seq");

-- CreateIndex
CREATE INDEX "event_record_time_idx" ON "event"("record_time");

-- CreateIndex
CREATE UNIQUE INDEX "event_capturer_id_event_hash_collision_no_key" ON "event"("capturer_id", "event_hash", "collision_no");

-- CreateIndex
CREATE INDEX "event_epc_event_id_idx" ON "event_epc"("event_id");

-- CreateIndex
CREATE INDEX "event_party_event_id_idx" ON "event_party"("event_id");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_event_id_key" ON "outbox"("event_id");

-- CreateIndex
CREATE UNIQUE INDEX "log_state_origin_key" ON "log_state"("origin");

-- CreateIndex
CREATE UNIQUE INDEX "log_leaf_event_id_key" ON "log_leaf"("event_id");

-- CreateIndex
CREATE INDEX "anchor_log_id_chain_id_size_idx" ON "anchor"("log_id", "chain_id", "size");

-- CreateIndex
CREATE INDEX "anchor_state_idx" ON "anchor"("state");

-- CreateIndex
CREATE INDEX "delegation_agent_id_idx" ON "delegation"("agent_id");

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE INDEX "membership_org_id_idx" ON "membership"("org_id");

-- CreateIndex
CREATE INDEX "membership_person_id_idx" ON "membership"("person_id");

-- CreateIndex
CREATE INDEX "session_person_id_idx" ON "session"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "product_gtin_key" ON "product"("gtin");

-- CreateIndex
CREATE UNIQUE INDEX "product_case_gtin_key" ON "product"("case_gtin");

-- CreateIndex
CREATE INDEX "product_holder_id_idx" ON "product"("holder_id");

-- CreateIndex
CREATE INDEX "shipment_receiver_id_state_idx" ON "shipment"("receiver_id", "state");

-- CreateIndex
CREATE INDEX "shipment_sender_id_state_idx" ON "shipment"("sender_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "shipment_sender_id_despatch_advice_key" ON "shipment"("sender_id", "despatch_advice");

-- CreateIndex
CREATE INDEX "shipment_line_epc_id_idx" ON "shipment_line"("epc_id");

-- CreateIndex
CREATE INDEX "shipment_exception_shipment_id_idx" ON "shipment_exception"("shipment_id");

-- CreateIndex
CREATE UNIQUE INDEX "site_gln_key" ON "site"("gln");

-- CreateIndex
CREATE INDEX "site_org_id_idx" ON "site"("org_id");

-- CreateIndex
CREATE INDEX "verification_org_id_at_idx" ON "verification"("org_id", "at");

-- CreateIndex
CREATE INDEX "verification_epc_id_at_idx" ON "verification"("epc_id", "at");

-- CreateIndex
CREATE INDEX "alert_holder_id_idx" ON "alert"("holder_id");

-- CreateIndex
CREATE UNIQUE INDEX "alert_org_id_gtin_serial_cause_key" ON "alert"("org_id", "gtin", "serial", "cause");

-- AddForeignKey
ALTER TABLE "batch" ADD CONSTRAINT "batch_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "capability" ADD CONSTRAINT "capability_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delegation" ADD CONSTRAINT "delegation_holder_id_fkey" FOREIGN KEY ("holder_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delegation" ADD CONSTRAINT "delegation_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_holder_id_fkey" FOREIGN KEY ("holder_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipment_line" ADD CONSTRAINT "shipment_line_shipment_id_fkey" FOREIGN KEY ("shipment_id") REFERENCES "shipment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipment_exception" ADD CONSTRAINT "shipment_exception_shipment_id_fkey" FOREIGN KEY ("shipment_id") REFERENCES "shipment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site" ADD CONSTRAINT "site_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
