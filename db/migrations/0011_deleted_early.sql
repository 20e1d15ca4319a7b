CREATE TABLE "story_release" (
	"story_id" uuid PRIMARY KEY NOT NULL,
	"by_user_id" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "alert" DROP CONSTRAINT "alert_skipped_reason";--> statement-breakpoint
ALTER TABLE "story" ADD COLUMN "missing_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "story" ADD COLUMN "deleted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "story_release" ADD CONSTRAINT "story_release_story_id_story_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."story"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story_release" ADD CONSTRAINT "story_release_by_user_id_user_id_fk" FOREIGN KEY ("by_user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "story_account_expires" ON "story" USING btree ("account_id","expires_at");--> statement-breakpoint
ALTER TABLE "alert" ADD CONSTRAINT "alert_skipped_reason" CHECK ("alert"."skipped_reason" in ('number_paused', 'number_invited', 'number_opted_out', 'number_unreachable', 'number_muted', 'region_archived', 'route_off', 'story_expired', 'story_deleted', 'daily_limit'));