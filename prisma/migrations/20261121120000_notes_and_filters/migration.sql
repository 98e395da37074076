-- CreateTable
CREATE TABLE "notes" (
    "id" BIGSERIAL NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "content" JSONB NOT NULL,

    CONSTRAINT "notes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "note_names" (
    "id" BIGSERIAL NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "note_key" TEXT NOT NULL,

    CONSTRAINT "note_names_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "filters" (
    "id" BIGSERIAL NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "keyword" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "is_suspended" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "filters_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "notes_chat_id_key_key" ON "notes"("chat_id", "key");

-- CreateIndex
CREATE INDEX "note_names_chat_id_note_key_idx" ON "note_names"("chat_id", "note_key");

-- CreateIndex
CREATE UNIQUE INDEX "note_names_chat_id_name_key" ON "note_names"("chat_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "filters_chat_id_keyword_key" ON "filters"("chat_id", "keyword");

-- AddForeignKey
ALTER TABLE "notes" ADD CONSTRAINT "notes_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chats"("chat_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "note_names" ADD CONSTRAINT "note_names_chat_id_note_key_fkey" FOREIGN KEY ("chat_id", "note_key") REFERENCES "notes"("chat_id", "key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filters" ADD CONSTRAINT "filters_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chats"("chat_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Check constraints: what the Prisma schema cannot say. Regular expressions keep their case.
ALTER TABLE "notes"
    ADD CONSTRAINT "notes_key_is_opaque" CHECK ("key" ~ '^[0-9a-f]{16}$'),
    ADD CONSTRAINT "notes_content_is_an_object" CHECK (jsonb_typeof("content") = 'object');

ALTER TABLE "note_names"
    ADD CONSTRAINT "note_names_name_is_short" CHECK (char_length("name") BETWEEN 1 AND 64);

ALTER TABLE "filters"
    ADD CONSTRAINT "filters_keyword_is_short" CHECK (char_length("keyword") BETWEEN 1 AND 120),
    ADD CONSTRAINT "filters_content_is_an_object" CHECK (jsonb_typeof("content") = 'object');
