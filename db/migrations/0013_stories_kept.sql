CREATE TABLE "media_removal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"story_id" uuid NOT NULL,
	"rendition" text NOT NULL,
	"storage_key" text NOT NULL,
	"bytes" integer NOT NULL,
	"after_days" integer NOT NULL,
	"marked_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "media_removal_story_rendition" UNIQUE("story_id","rendition"),
	CONSTRAINT "media_removal_rendition" CHECK ("media_removal"."rendition" in ('original', 'display', 'thumbnail', 'whatsapp', 'poster'))
);
--> statement-breakpoint
ALTER TABLE "alarm" DROP CONSTRAINT "alarm_kind";--> statement-breakpoint
ALTER TABLE "installation" ADD COLUMN "keep_originals_days" integer;--> statement-breakpoint
ALTER TABLE "installation" ADD COLUMN "keep_pictures_days" integer;--> statement-breakpoint
ALTER TABLE "installation" ADD COLUMN "keep_words_days" integer;--> statement-breakpoint
ALTER TABLE "story" ADD COLUMN "store_trouble_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "story" ADD COLUMN "words_removed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "story" ADD COLUMN "words_removed_after_days" integer;--> statement-breakpoint
ALTER TABLE "media_removal" ADD CONSTRAINT "media_removal_story_id_story_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."story"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "media_removal_waiting" ON "media_removal" USING btree ("marked_at") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "story_media_pending" ON "story" USING btree ("expires_at") WHERE media_state = 'pending';--> statement-breakpoint
ALTER TABLE "alarm" ADD CONSTRAINT "alarm_kind" CHECK ("alarm"."kind" in ('unconfirmed', 'token_broken', 'mismatch', 'limit_near', 'limit_reached', 'template_unusable', 'breaker_open', 'quality_low', 'unreached', 'unreachable', 'webhooks_silent', 'post_stopped', 'token_expiring', 'token_ending', 'storage_failing'));