-- CreateTable
CREATE TABLE "redis_term" (
    "life" TEXT NOT NULL,
    "term" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "redis_term_pkey" PRIMARY KEY ("life")
);

-- CreateIndex
CREATE UNIQUE INDEX "redis_term_term_key" ON "redis_term"("term");

-- Check constraints: what the Prisma schema cannot say. Epochs begin with the term and stay below 2^53.
ALTER TABLE "redis_term"
    ADD CONSTRAINT "redis_term_fits_epochs" CHECK ("term" BETWEEN 1 AND 32767),
    ADD CONSTRAINT "redis_term_life_is_named" CHECK ("life" <> '');
