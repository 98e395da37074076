-- AlterTable
ALTER TABLE "warnings" ADD COLUMN     "punished_at" TIMESTAMPTZ(3);
