ALTER TABLE "region" ADD COLUMN "archived_from" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "region" ADD COLUMN "restored_at" timestamp (3) with time zone;