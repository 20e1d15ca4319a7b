ALTER TABLE "alarm" DROP CONSTRAINT "alarm_kind";--> statement-breakpoint
ALTER TABLE "story" ADD COLUMN "store_trouble_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "story_media_pending" ON "story" USING btree ("expires_at") WHERE media_state = 'pending';--> statement-breakpoint
ALTER TABLE "alarm" ADD CONSTRAINT "alarm_kind" CHECK ("alarm"."kind" in ('unconfirmed', 'token_broken', 'mismatch', 'limit_near', 'limit_reached', 'template_unusable', 'breaker_open', 'quality_low', 'unreached', 'unreachable', 'webhooks_silent', 'post_stopped', 'storage_failing'));