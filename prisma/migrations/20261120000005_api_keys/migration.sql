-- API keys, and limits that all web processes share.

-- AlterTable
ALTER TABLE "audit" ADD COLUMN     "key_id" UUID;

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "scopes" TEXT[],
    "prefix" TEXT NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "created_by_id" UUID,
    "request_key" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_budget" (
    "key" BYTEA NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "full_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_budget_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_key_prefix_key" ON "api_key"("prefix");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_org_id_request_key_key" ON "api_key"("org_id", "request_key");

-- CreateIndex
CREATE INDEX "rate_budget_full_at_idx" ON "rate_budget"("full_at");

alter table api_key enable row level security;
alter table rate_budget enable row level security;
-- What is left of a limit is worth nothing after a crash, and its writes shall not cost the log of the database.
alter table rate_budget set unlogged;
alter table api_key
  add constraint api_key_prefix_form check (prefix ~ '^[0-9a-f]{16}$'),
  add constraint api_key_secret_length check (octet_length(secret_hash) = 32),
  add constraint api_key_has_scopes check (cardinality(scopes) > 0);

-- An administrator sees the organisation's keys, never the hash of a secret; making and revoking are functions.
grant select (id, org_id, site_id, name, scopes, prefix, created_by_id, request_key, created_at, last_used_at, expires_at, revoked_at)
  on api_key to packproof_app;
create policy own on api_key for select to packproof_app using (org_id = current_org());
