CREATE TABLE "approver_group" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "approver_group_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "approver_group_member" (
	"group_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "approver_group_member_group_id_user_id_pk" PRIMARY KEY("group_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "publishing_check" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"quota_used" integer,
	"quota_total" integer,
	"quota_seconds" integer,
	"quota_at" timestamp (3) with time zone,
	"test_id" uuid,
	"test_asked_at" timestamp (3) with time zone,
	"test_fetched_at" timestamp (3) with time zone,
	"test_ended_at" timestamp (3) with time zone,
	"test_failure" text,
	"failure" text,
	"checked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "publish_event" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"target_id" uuid NOT NULL,
	"step" text NOT NULL,
	"epoch" integer NOT NULL,
	"outcome" text NOT NULL,
	"error_code" text,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "publish_event_step" CHECK ("publish_event"."step" in ('begun', 'container_asked', 'container_made', 'container_ready', 'publish_asked', 'posted'))
);
--> statement-breakpoint
CREATE TABLE "repost" (
	"id" uuid PRIMARY KEY NOT NULL,
	"story_id" uuid NOT NULL,
	"region_id" uuid NOT NULL,
	"flag_id" uuid,
	"by_user_id" uuid NOT NULL,
	"design" jsonb,
	"design_revision" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "repost_review" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"target_id" uuid NOT NULL,
	"word" text NOT NULL,
	"version_id" uuid NOT NULL,
	"version_by_user_id" uuid NOT NULL,
	"asked_by_user_id" uuid,
	"publish_at" timestamp (3) with time zone,
	"words" text,
	"by_user_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "repost_review_word" CHECK ("repost_review"."word" in ('asked', 'approved', 'sent_back', 'comment', 'voided')),
	CONSTRAINT "repost_review_nobody_approves_their_own" CHECK ("repost_review"."word" <> 'approved' or ("repost_review"."by_user_id" is not null and "repost_review"."asked_by_user_id" is not null
        and "repost_review"."by_user_id" <> "repost_review"."asked_by_user_id" and "repost_review"."by_user_id" <> "repost_review"."version_by_user_id"))
);
--> statement-breakpoint
CREATE TABLE "repost_target" (
	"id" uuid PRIMARY KEY NOT NULL,
	"repost_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"version_id" uuid,
	"publish_at" timestamp (3) with time zone,
	"state" text DEFAULT 'draft' NOT NULL,
	"step" text,
	"epoch" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"container_id" text,
	"container_at" timestamp (3) with time zone,
	"containers" integer DEFAULT 0 NOT NULL,
	"publish_asked_at" timestamp (3) with time zone,
	"media_id" text,
	"permalink" text,
	"published_at" timestamp (3) with time zone,
	"error_code" text,
	"failure" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "repost_target_media" UNIQUE("account_id","media_id"),
	CONSTRAINT "repost_target_state" CHECK ("repost_target"."state" in ('draft', 'in_review', 'sent_back', 'approved', 'scheduled', 'publishing', 'published', 'unconfirmed', 'failed', 'cancelled', 'overdue')),
	CONSTRAINT "repost_target_step" CHECK ("repost_target"."step" in ('begun', 'container_asked', 'container_made', 'container_ready', 'publish_asked', 'posted')),
	CONSTRAINT "repost_target_posts_a_version" CHECK ("repost_target"."state" in ('draft', 'cancelled') or "repost_target"."version_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "repost_version" (
	"id" uuid PRIMARY KEY NOT NULL,
	"repost_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"design" jsonb,
	"storage_key" text NOT NULL,
	"mime_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"duration_ms" integer,
	"poster_key" text,
	"by_user_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "repost_version_number" UNIQUE("repost_id","number"),
	CONSTRAINT "repost_version_author" UNIQUE("id","by_user_id"),
	CONSTRAINT "repost_version_kind" CHECK ("repost_version"."kind" in ('image', 'video'))
);
--> statement-breakpoint
CREATE TABLE "repost_video" (
	"id" uuid PRIMARY KEY NOT NULL,
	"repost_id" uuid NOT NULL,
	"design" jsonb NOT NULL,
	"overlay_key" text,
	"state" text DEFAULT 'waiting' NOT NULL,
	"epoch" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"crashes" integer DEFAULT 0 NOT NULL,
	"progress" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"version_id" uuid,
	"by_user_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "repost_video_state" CHECK ("repost_video"."state" in ('waiting', 'working', 'done', 'failed', 'cancelled')),
	CONSTRAINT "repost_video_done_is_a_version" CHECK (("repost_video"."state" = 'done') = ("repost_video"."version_id" is not null))
);
--> statement-breakpoint
ALTER TABLE "alarm" DROP CONSTRAINT "alarm_kind";--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "approval_rule" text DEFAULT 'one' NOT NULL;--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "approver_group_id" uuid;--> statement-breakpoint
ALTER TABLE "installation" ADD COLUMN "encoder" text;--> statement-breakpoint
ALTER TABLE "story" ADD COLUMN "source_story_id" uuid;--> statement-breakpoint
ALTER TABLE "approver_group_member" ADD CONSTRAINT "approver_group_member_group_id_approver_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."approver_group"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approver_group_member" ADD CONSTRAINT "approver_group_member_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publishing_check" ADD CONSTRAINT "publishing_check_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publish_event" ADD CONSTRAINT "publish_event_target_id_repost_target_id_fk" FOREIGN KEY ("target_id") REFERENCES "public"."repost_target"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repost" ADD CONSTRAINT "repost_story_id_story_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."story"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repost" ADD CONSTRAINT "repost_region_id_region_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."region"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repost" ADD CONSTRAINT "repost_flag_id_flag_id_fk" FOREIGN KEY ("flag_id") REFERENCES "public"."flag"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repost" ADD CONSTRAINT "repost_by_user_id_user_id_fk" FOREIGN KEY ("by_user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repost_review" ADD CONSTRAINT "repost_review_target_id_repost_target_id_fk" FOREIGN KEY ("target_id") REFERENCES "public"."repost_target"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repost_review" ADD CONSTRAINT "repost_review_asked_by_user_id_user_id_fk" FOREIGN KEY ("asked_by_user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repost_review" ADD CONSTRAINT "repost_review_by_user_id_user_id_fk" FOREIGN KEY ("by_user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repost_review" ADD CONSTRAINT "repost_review_of_a_version" FOREIGN KEY ("version_id","version_by_user_id") REFERENCES "public"."repost_version"("id","by_user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repost_target" ADD CONSTRAINT "repost_target_repost_id_repost_id_fk" FOREIGN KEY ("repost_id") REFERENCES "public"."repost"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repost_target" ADD CONSTRAINT "repost_target_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repost_target" ADD CONSTRAINT "repost_target_version_id_repost_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."repost_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repost_version" ADD CONSTRAINT "repost_version_repost_id_repost_id_fk" FOREIGN KEY ("repost_id") REFERENCES "public"."repost"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repost_version" ADD CONSTRAINT "repost_version_by_user_id_user_id_fk" FOREIGN KEY ("by_user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repost_video" ADD CONSTRAINT "repost_video_repost_id_repost_id_fk" FOREIGN KEY ("repost_id") REFERENCES "public"."repost"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repost_video" ADD CONSTRAINT "repost_video_version_id_repost_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."repost_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repost_video" ADD CONSTRAINT "repost_video_by_user_id_user_id_fk" FOREIGN KEY ("by_user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "publish_event_target" ON "publish_event" USING btree ("target_id","id");--> statement-breakpoint
CREATE INDEX "repost_story" ON "repost" USING btree ("story_id");--> statement-breakpoint
CREATE INDEX "repost_region" ON "repost" USING btree ("region_id","updated_at");--> statement-breakpoint
CREATE INDEX "repost_review_target" ON "repost_review" USING btree ("target_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "repost_target_one_open" ON "repost_target" USING btree ("repost_id","account_id") WHERE state not in ('published', 'cancelled', 'failed');--> statement-breakpoint
CREATE INDEX "repost_target_due" ON "repost_target" USING btree ("due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "repost_video_repost" ON "repost_video" USING btree ("repost_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "repost_video_one_open" ON "repost_video" USING btree ("repost_id") WHERE state in ('waiting', 'working');--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_approver_group_id_approver_group_id_fk" FOREIGN KEY ("approver_group_id") REFERENCES "public"."approver_group"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story" ADD CONSTRAINT "story_source_story_id_story_id_fk" FOREIGN KEY ("source_story_id") REFERENCES "public"."story"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "story_source" ON "story" USING btree ("source_story_id");--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_approval_rule" CHECK ("account"."approval_rule" in ('none', 'one', 'group'));--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_group_where_the_rule_names_one" CHECK (("account"."approval_rule" = 'group') = ("account"."approver_group_id" is not null));--> statement-breakpoint
ALTER TABLE "alarm" ADD CONSTRAINT "alarm_kind" CHECK ("alarm"."kind" in ('unconfirmed', 'token_broken', 'mismatch', 'limit_near', 'limit_reached', 'template_unusable', 'breaker_open', 'quality_low', 'unreached', 'unreachable', 'webhooks_silent', 'post_stopped'));--> statement-breakpoint
ALTER TABLE "installation" ADD CONSTRAINT "installation_encoder" CHECK ("installation"."encoder" in ('ready', 'missing'));