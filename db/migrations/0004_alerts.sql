CREATE TABLE "alarm" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"thing" text NOT NULL,
	"region_id" uuid,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"opened_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"times" integer DEFAULT 1 NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by_user_id" uuid,
	CONSTRAINT "alarm_kind" CHECK ("alarm"."kind" in ('unconfirmed', 'token_broken', 'mismatch', 'limit_near', 'limit_reached', 'template_unusable', 'breaker_open', 'quality_low', 'unreached', 'unreachable', 'webhooks_silent'))
);
--> statement-breakpoint
CREATE TABLE "flag" (
	"id" uuid PRIMARY KEY NOT NULL,
	"story_id" uuid NOT NULL,
	"region_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"urgent" boolean DEFAULT false NOT NULL,
	"words" text,
	"by_user_id" uuid,
	"by_number_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "flag_kind" CHECK ("flag"."kind" in ('repost', 'needs_edit', 'problem')),
	CONSTRAINT "flag_state" CHECK ("flag"."state" in ('open', 'taken', 'reposting', 'done', 'dismissed'))
);
--> statement-breakpoint
CREATE TABLE "note" (
	"id" uuid PRIMARY KEY NOT NULL,
	"story_id" uuid,
	"words" text NOT NULL,
	"by_user_id" uuid,
	"by_number_id" uuid,
	"region_id" uuid,
	"inbound_hash" text,
	"at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "note_inboundHash_unique" UNIQUE("inbound_hash"),
	CONSTRAINT "note_placed_or_from_phone" CHECK ("note"."story_id" is not null or "note"."inbound_hash" is not null)
);
--> statement-breakpoint
CREATE TABLE "seen" (
	"story_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "seen_story_id_user_id_pk" PRIMARY KEY("story_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "unknown_sender" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"sealed" text,
	"shortened" text,
	"profile_name" text,
	"messages" integer DEFAULT 1 NOT NULL,
	"first_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"dismissed_at" timestamp (3) with time zone,
	CONSTRAINT "unknown_sender_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
ALTER TABLE "alert" DROP CONSTRAINT "alert_skipped_reason";--> statement-breakpoint
ALTER TABLE "message" DROP CONSTRAINT "message_kind";--> statement-breakpoint
ALTER TABLE "message" DROP CONSTRAINT "message_state";--> statement-breakpoint
DROP INDEX "message_due";--> statement-breakpoint
DROP INDEX "message_open";--> statement-breakpoint
DROP INDEX "message_one_collecting";--> statement-breakpoint
DROP INDEX "message_one_summary";--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "held_reason" text;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "choices" jsonb;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "outside_window" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "billable" boolean;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "pricing_category" text;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "pricing_type" text;--> statement-breakpoint
ALTER TABLE "sender" ADD COLUMN "quality" text;--> statement-breakpoint
ALTER TABLE "sender" ADD COLUMN "people_per_day" integer;--> statement-breakpoint
ALTER TABLE "sender" ADD COLUMN "limit_read_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sender" ADD COLUMN "breaker_opened_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sender" ADD COLUMN "breaker_probe_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "status_event" ADD COLUMN "billable" boolean;--> statement-breakpoint
ALTER TABLE "status_event" ADD COLUMN "pricing_category" text;--> statement-breakpoint
ALTER TABLE "status_event" ADD COLUMN "pricing_type" text;--> statement-breakpoint
ALTER TABLE "number" ADD COLUMN "hears" text DEFAULT 'all' NOT NULL;--> statement-breakpoint
ALTER TABLE "alarm" ADD CONSTRAINT "alarm_region_id_region_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."region"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alarm" ADD CONSTRAINT "alarm_ended_by_user_id_user_id_fk" FOREIGN KEY ("ended_by_user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flag" ADD CONSTRAINT "flag_story_id_story_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."story"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flag" ADD CONSTRAINT "flag_region_id_region_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."region"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flag" ADD CONSTRAINT "flag_by_user_id_user_id_fk" FOREIGN KEY ("by_user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flag" ADD CONSTRAINT "flag_by_number_id_number_id_fk" FOREIGN KEY ("by_number_id") REFERENCES "public"."number"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note" ADD CONSTRAINT "note_story_id_story_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."story"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note" ADD CONSTRAINT "note_by_user_id_user_id_fk" FOREIGN KEY ("by_user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note" ADD CONSTRAINT "note_by_number_id_number_id_fk" FOREIGN KEY ("by_number_id") REFERENCES "public"."number"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note" ADD CONSTRAINT "note_region_id_region_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."region"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seen" ADD CONSTRAINT "seen_story_id_story_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."story"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seen" ADD CONSTRAINT "seen_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "alarm_one_open" ON "alarm" USING btree ("kind","thing") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "alarm_opened" ON "alarm" USING btree ("opened_at");--> statement-breakpoint
CREATE UNIQUE INDEX "flag_one_open" ON "flag" USING btree ("story_id","region_id","kind") WHERE state in ('open', 'taken', 'reposting');--> statement-breakpoint
CREATE INDEX "flag_story" ON "flag" USING btree ("story_id");--> statement-breakpoint
CREATE INDEX "note_story" ON "note" USING btree ("story_id","at");--> statement-breakpoint
CREATE INDEX "note_unplaced" ON "note" USING btree ("at") WHERE story_id is null;--> statement-breakpoint
CREATE INDEX "seen_user" ON "seen" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "unknown_sender_last" ON "unknown_sender" USING btree ("last_at");--> statement-breakpoint
CREATE INDEX "message_accepted" ON "message" USING btree ("sender_id","accepted_at");--> statement-breakpoint
CREATE INDEX "message_due" ON "message" USING btree ("sender_id","due_at") WHERE state in ('planned', 'held');--> statement-breakpoint
CREATE INDEX "message_open" ON "message" USING btree ("state") WHERE state in ('planned', 'held', 'sending', 'accepted', 'sent');--> statement-breakpoint
CREATE UNIQUE INDEX "message_one_collecting" ON "message" USING btree ("number_id") WHERE kind = 'rollup' and state in ('planned', 'held') and lease_epoch = 0;--> statement-breakpoint
CREATE UNIQUE INDEX "message_one_summary" ON "message" USING btree ("number_id") WHERE kind = 'summary' and state in ('planned', 'held') and lease_epoch = 0;--> statement-breakpoint
ALTER TABLE "alert" ADD CONSTRAINT "alert_skipped_reason" CHECK ("alert"."skipped_reason" in ('number_paused', 'number_invited', 'number_opted_out', 'number_unreachable', 'number_muted', 'region_archived', 'route_off', 'story_expired', 'daily_limit'));--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_held_reason" CHECK ("message"."held_reason" in ('quiet_hours', 'daily_limit'));--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_held" CHECK (("message"."state" = 'held') = ("message"."held_reason" is not null));--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_kind" CHECK ("message"."kind" in ('story', 'rollup', 'summary', 'joined', 'problem', 'approval', 'alarm', 'reply'));--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_state" CHECK ("message"."state" in ('planned', 'held', 'sending', 'accepted', 'sent', 'delivered', 'read', 'failed', 'unconfirmed', 'expired'));--> statement-breakpoint
ALTER TABLE "sender" ADD CONSTRAINT "sender_quality" CHECK ("sender"."quality" in ('green', 'yellow', 'red', 'unknown'));--> statement-breakpoint
ALTER TABLE "number" ADD CONSTRAINT "number_hears" CHECK ("number"."hears" in ('all', 'summaries'));