-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "users" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "username" TEXT,
    "name" TEXT NOT NULL,
    "is_bot" BOOLEAN NOT NULL DEFAULT false,
    "first_seen" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channels" (
    "id" BIGSERIAL NOT NULL,
    "channel_id" BIGINT NOT NULL,
    "username" TEXT,
    "title" TEXT NOT NULL,
    "last_seen" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "channels_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chats" (
    "id" BIGSERIAL NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "username" TEXT,
    "title" TEXT NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "first_seen" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "warnings_given" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "chats_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "id" BIGSERIAL NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "user_id" BIGINT NOT NULL,
    "is_member" BOOLEAN NOT NULL DEFAULT true,
    "messages" INTEGER NOT NULL DEFAULT 0,
    "first_seen" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chat_settings" (
    "id" BIGSERIAL NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "module" TEXT NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "chat_settings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "warnings" (
    "id" BIGSERIAL NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "user_id" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "reason" TEXT,
    "issuer_id" BIGINT NOT NULL,
    "message_id" INTEGER,
    "issued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "warnings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mailbox_receipt" (
    "mailbox" TEXT NOT NULL,
    "epoch" BIGINT NOT NULL,
    "item" TEXT,
    "payload" JSON,

    CONSTRAINT "mailbox_receipt_pkey" PRIMARY KEY ("mailbox")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_user_id_key" ON "users"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "users_username_key" ON "users"("username");

-- CreateIndex
CREATE UNIQUE INDEX "channels_channel_id_key" ON "channels"("channel_id");

-- CreateIndex
CREATE UNIQUE INDEX "channels_username_key" ON "channels"("username");

-- CreateIndex
CREATE UNIQUE INDEX "chats_chat_id_key" ON "chats"("chat_id");

-- CreateIndex
CREATE UNIQUE INDEX "chats_username_key" ON "chats"("username");

-- CreateIndex
CREATE INDEX "memberships_user_id_idx" ON "memberships"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "memberships_chat_id_user_id_key" ON "memberships"("chat_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "chat_settings_chat_id_module_key" ON "chat_settings"("chat_id", "module");

-- CreateIndex
CREATE INDEX "warnings_chat_id_user_id_idx" ON "warnings"("chat_id", "user_id");

-- CreateIndex
CREATE INDEX "warnings_user_id_idx" ON "warnings"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "warnings_chat_id_number_key" ON "warnings"("chat_id", "number");

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chats"("chat_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat_settings" ADD CONSTRAINT "chat_settings_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chats"("chat_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "warnings" ADD CONSTRAINT "warnings_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chats"("chat_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "warnings" ADD CONSTRAINT "warnings_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Check constraints: what the Prisma schema cannot say
ALTER TABLE "users"
    ADD CONSTRAINT "users_user_id_is_a_person" CHECK ("user_id" > 0),
    ADD CONSTRAINT "users_username_is_lower_case" CHECK ("username" <> '' AND "username" = lower("username"));

ALTER TABLE "channels"
    ADD CONSTRAINT "channels_channel_id_is_a_chat" CHECK ("channel_id" < 0),
    ADD CONSTRAINT "channels_username_is_lower_case" CHECK ("username" <> '' AND "username" = lower("username"));

ALTER TABLE "chats"
    ADD CONSTRAINT "chats_chat_id_is_a_chat" CHECK ("chat_id" <> 0),
    ADD CONSTRAINT "chats_username_is_lower_case" CHECK ("username" <> '' AND "username" = lower("username")),
    ADD CONSTRAINT "chats_warnings_given_counts" CHECK ("warnings_given" >= 0);

ALTER TABLE "memberships"
    ADD CONSTRAINT "memberships_messages_counts" CHECK ("messages" >= 0);

ALTER TABLE "chat_settings"
    ADD CONSTRAINT "chat_settings_module_is_named" CHECK ("module" <> ''),
    ADD CONSTRAINT "chat_settings_data_is_an_object" CHECK (jsonb_typeof("data") = 'object');

ALTER TABLE "warnings"
    ADD CONSTRAINT "warnings_number_counts" CHECK ("number" > 0),
    ADD CONSTRAINT "warnings_reason_is_short" CHECK (octet_length("reason") BETWEEN 1 AND 3000);

ALTER TABLE "mailbox_receipt"
    ADD CONSTRAINT "mailbox_receipt_epoch_counts" CHECK ("epoch" >= 0);
