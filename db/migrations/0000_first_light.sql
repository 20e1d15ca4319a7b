CREATE TABLE "account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ig_user_id" text NOT NULL,
	"username" text NOT NULL,
	"name" text NOT NULL,
	"region_id" uuid,
	"token_id" uuid,
	"first_checked_at" timestamp (3) with time zone,
	"last_good_check_at" timestamp (3) with time zone,
	"not_before" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_igUserId_unique" UNIQUE("ig_user_id")
);
--> statement-breakpoint
CREATE TABLE "ledger" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL,
	"result" text NOT NULL,
	"error_code" text,
	"listed" integer,
	"found" integer,
	"delay_ms" integer,
	"first" boolean DEFAULT false NOT NULL,
	CONSTRAINT "ledger_result" CHECK ("ledger"."result" in ('ok', 'throttled', 'token', 'permission', 'missing', 'unavailable', 'unknown'))
);
--> statement-breakpoint
CREATE TABLE "token" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"sealed" text NOT NULL,
	"scopes" text[] DEFAULT '{}' NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"state" text DEFAULT 'healthy' NOT NULL,
	"broken_reason" text,
	"checked_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "token_hash_unique" UNIQUE("hash"),
	CONSTRAINT "token_state" CHECK ("token"."state" in ('healthy', 'broken'))
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"action" text NOT NULL,
	"thing_id" text,
	"outcome" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "audit_actor_kind" CHECK ("audit"."actor_kind" in ('user', 'number', 'system')),
	CONSTRAINT "audit_outcome" CHECK ("audit"."outcome" in ('done', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"mode" text NOT NULL,
	"brand_name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"demo_seeded_at" timestamp (3) with time zone,
	CONSTRAINT "installation_one" CHECK ("installation"."one"),
	CONSTRAINT "installation_mode" CHECK ("installation"."mode" in ('sandbox', 'meta'))
);
--> statement-breakpoint
CREATE TABLE "alert" (
	"id" uuid PRIMARY KEY NOT NULL,
	"story_id" uuid NOT NULL,
	"number_id" uuid,
	"message_id" uuid,
	"skipped_reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alert_story_number" UNIQUE("story_id","number_id"),
	CONSTRAINT "alert_carried_or_skipped" CHECK (("alert"."message_id" is null) <> ("alert"."skipped_reason" is null)),
	CONSTRAINT "alert_skipped_reason" CHECK ("alert"."skipped_reason" in ('number_paused', 'number_invited', 'number_opted_out', 'number_unreachable', 'number_muted', 'route_off', 'story_expired'))
);
--> statement-breakpoint
CREATE TABLE "attempt" (
	"id" uuid PRIMARY KEY NOT NULL,
	"message_id" uuid NOT NULL,
	"sender_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"opaque_id" text NOT NULL,
	"epoch" integer NOT NULL,
	"outcome" text DEFAULT 'sending' NOT NULL,
	"wamid" text,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"error_code" integer,
	"details" text,
	CONSTRAINT "attempt_opaqueId_unique" UNIQUE("opaque_id"),
	CONSTRAINT "attempt_wamid_unique" UNIQUE("wamid"),
	CONSTRAINT "attempt_message_n" UNIQUE("message_id","n"),
	CONSTRAINT "attempt_outcome" CHECK ("attempt"."outcome" in ('sending', 'uncertain', 'accepted', 'not_sent', 'throttled', 'rejected', 'absent'))
);
--> statement-breakpoint
CREATE TABLE "message" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"sender_id" uuid NOT NULL,
	"number_id" uuid,
	"dedupe_key" text NOT NULL,
	"body" text,
	"due_at" timestamp (3) with time zone NOT NULL,
	"useful_until" timestamp (3) with time zone NOT NULL,
	"state" text DEFAULT 'planned' NOT NULL,
	"lease_epoch" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"wamid" text,
	"template_name" text,
	"template_language" text,
	"accepted_at" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone,
	"read_at" timestamp (3) with time zone,
	"seen_at" timestamp (3) with time zone,
	"failed_at" timestamp (3) with time zone,
	"error_code" integer,
	"error_details" text,
	"confirmed_duplicate" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "message_dedupeKey_unique" UNIQUE("dedupe_key"),
	CONSTRAINT "message_wamid_unique" UNIQUE("wamid"),
	CONSTRAINT "message_kind" CHECK ("message"."kind" in ('story', 'rollup', 'reply')),
	CONSTRAINT "message_state" CHECK ("message"."state" in ('planned', 'sending', 'accepted', 'sent', 'delivered', 'read', 'failed', 'unconfirmed', 'expired'))
);
--> statement-breakpoint
CREATE TABLE "plan" (
	"story_id" uuid PRIMARY KEY NOT NULL,
	"planned_at" timestamp (3) with time zone NOT NULL,
	"told" integer NOT NULL,
	"skipped" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sender" (
	"id" uuid PRIMARY KEY NOT NULL,
	"phone_number_id" text NOT NULL,
	"waba_id" text NOT NULL,
	"token_id" uuid NOT NULL,
	"display_number" text,
	"throughput_per_second" integer DEFAULT 80 NOT NULL,
	"lease_owner" text,
	"lease_until" timestamp (3) with time zone DEFAULT '-infinity' NOT NULL,
	"lease_epoch" integer DEFAULT 0 NOT NULL,
	"paused_until" timestamp (3) with time zone,
	"paused_reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sender_phoneNumberId_unique" UNIQUE("phone_number_id")
);
--> statement-breakpoint
CREATE TABLE "status_event" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"wamid" text NOT NULL,
	"opaque_id" text,
	"status" text NOT NULL,
	"provider_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"error_code" integer,
	"error_details" text,
	"attempt_id" uuid,
	CONSTRAINT "status_event_once" UNIQUE("wamid","status","provider_at"),
	CONSTRAINT "status_event_status" CHECK ("status_event"."status" in ('sent', 'delivered', 'read', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "template" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sender_id" uuid NOT NULL,
	"name" text NOT NULL,
	"language" text NOT NULL,
	"meta_id" text,
	"state" text DEFAULT 'missing' NOT NULL,
	"category" text,
	"reason" text,
	"public_url" text NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "template_sender_name_language" UNIQUE("sender_id","name","language"),
	CONSTRAINT "template_state" CHECK ("template"."state" in ('missing', 'pending', 'approved', 'rejected', 'paused', 'disabled'))
);
--> statement-breakpoint
CREATE TABLE "upload" (
	"id" uuid PRIMARY KEY NOT NULL,
	"media_id" uuid NOT NULL,
	"sender_id" uuid NOT NULL,
	"wa_media_id" text NOT NULL,
	"uploaded_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "upload_media_sender" UNIQUE("media_id","sender_id")
);
--> statement-breakpoint
CREATE TABLE "webhook_inbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"body_hash" text NOT NULL,
	"sealed" text NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"processed_at" timestamp (3) with time zone,
	"poison" jsonb,
	CONSTRAINT "webhook_inbox_bodyHash_unique" UNIQUE("body_hash")
);
--> statement-breakpoint
CREATE TABLE "number" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"sealed" text NOT NULL,
	"shortened" text NOT NULL,
	"country" text,
	"label" text NOT NULL,
	"kind" text NOT NULL,
	"home_region_id" uuid NOT NULL,
	"language" text,
	"state" text DEFAULT 'invited' NOT NULL,
	"join_code" text,
	"wa_id_hash" text,
	"user_id_hash" text,
	"user_id" uuid,
	"buzz_interval_minutes" integer DEFAULT 10 NOT NULL,
	"buzz_free_at" timestamp (3) with time zone DEFAULT '-infinity' NOT NULL,
	"buzz_message_id" uuid,
	"muted_until" timestamp (3) with time zone,
	"service_until" timestamp (3) with time zone,
	"not_before" timestamp (3) with time zone,
	"last_reached_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "number_hash_unique" UNIQUE("hash"),
	CONSTRAINT "number_joinCode_unique" UNIQUE("join_code"),
	CONSTRAINT "number_waIdHash_unique" UNIQUE("wa_id_hash"),
	CONSTRAINT "number_userIdHash_unique" UNIQUE("user_id_hash"),
	CONSTRAINT "number_kind" CHECK ("number"."kind" in ('person', 'team')),
	CONSTRAINT "number_state" CHECK ("number"."state" in ('invited', 'active', 'paused', 'opted_out', 'unreachable'))
);
--> statement-breakpoint
CREATE TABLE "opt_in" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"words" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"attested_by_user_id" uuid,
	CONSTRAINT "opt_in_kind" CHECK ("opt_in"."kind" in ('join_code', 'attested', 'start_word'))
);
--> statement-breakpoint
CREATE TABLE "grant" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"region_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "grant_role" CHECK ("grant"."role" in ('admin', 'editor', 'viewer'))
);
--> statement-breakpoint
CREATE TABLE "identity" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "identity_issuer_subject" UNIQUE("issuer","subject")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"device" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sign_in_link" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"secret_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "sign_in_link_secretHash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"state" text DEFAULT 'active' NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_email_unique" UNIQUE("email"),
	CONSTRAINT "user_state" CHECK ("user"."state" in ('active', 'disabled'))
);
--> statement-breakpoint
CREATE TABLE "region" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"group_id" uuid,
	"countries" text[] DEFAULT '{}' NOT NULL,
	"time_zone" text NOT NULL,
	"language" text NOT NULL,
	"mark_text" text NOT NULL,
	"mark_color" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "region_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "region_group" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "region_group_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "route" (
	"source_region_id" uuid NOT NULL,
	"target_region_id" uuid NOT NULL,
	"delivery" text NOT NULL,
	CONSTRAINT "route_source_region_id_target_region_id_pk" PRIMARY KEY("source_region_id","target_region_id"),
	CONSTRAINT "route_delivery" CHECK ("route"."delivery" in ('instant', 'summary', 'off'))
);
--> statement-breakpoint
CREATE TABLE "burst" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "burst_account_starts" UNIQUE("account_id","starts_at")
);
--> statement-breakpoint
CREATE TABLE "media" (
	"id" uuid PRIMARY KEY NOT NULL,
	"story_id" uuid NOT NULL,
	"rendition" text NOT NULL,
	"storage_key" text NOT NULL,
	"mime_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"width" integer,
	"height" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "media_story_rendition" UNIQUE("story_id","rendition"),
	CONSTRAINT "media_rendition" CHECK ("media"."rendition" in ('original', 'display', 'thumbnail', 'whatsapp', 'poster'))
);
--> statement-breakpoint
CREATE TABLE "story" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seq" bigserial NOT NULL,
	"account_id" uuid NOT NULL,
	"media_id" text NOT NULL,
	"region_id" uuid NOT NULL,
	"burst_id" uuid NOT NULL,
	"code" text NOT NULL,
	"kind" text NOT NULL,
	"posted_at" timestamp (3) with time zone NOT NULL,
	"found_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"permalink" text,
	"caption" text,
	"alerted" boolean NOT NULL,
	"source_media_url" text,
	"source_thumbnail_url" text,
	"media_state" text DEFAULT 'pending' NOT NULL,
	"media_reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "story_seq_unique" UNIQUE("seq"),
	CONSTRAINT "story_code_unique" UNIQUE("code"),
	CONSTRAINT "story_account_media" UNIQUE("account_id","media_id"),
	CONSTRAINT "story_kind" CHECK ("story"."kind" in ('image', 'video')),
	CONSTRAINT "story_media_state" CHECK ("story"."media_state" in ('pending', 'archived', 'none', 'expired', 'failed'))
);
--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_region_id_region_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."region"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_token_id_token_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."token"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger" ADD CONSTRAINT "ledger_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert" ADD CONSTRAINT "alert_story_id_story_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."story"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert" ADD CONSTRAINT "alert_number_id_number_id_fk" FOREIGN KEY ("number_id") REFERENCES "public"."number"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert" ADD CONSTRAINT "alert_message_id_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."message"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_message_id_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."message"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_sender_id_sender_id_fk" FOREIGN KEY ("sender_id") REFERENCES "public"."sender"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_sender_id_sender_id_fk" FOREIGN KEY ("sender_id") REFERENCES "public"."sender"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_number_id_number_id_fk" FOREIGN KEY ("number_id") REFERENCES "public"."number"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan" ADD CONSTRAINT "plan_story_id_story_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."story"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sender" ADD CONSTRAINT "sender_token_id_token_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."token"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "status_event" ADD CONSTRAINT "status_event_attempt_id_attempt_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempt"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "template" ADD CONSTRAINT "template_sender_id_sender_id_fk" FOREIGN KEY ("sender_id") REFERENCES "public"."sender"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload" ADD CONSTRAINT "upload_media_id_media_id_fk" FOREIGN KEY ("media_id") REFERENCES "public"."media"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload" ADD CONSTRAINT "upload_sender_id_sender_id_fk" FOREIGN KEY ("sender_id") REFERENCES "public"."sender"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "number" ADD CONSTRAINT "number_home_region_id_region_id_fk" FOREIGN KEY ("home_region_id") REFERENCES "public"."region"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "number" ADD CONSTRAINT "number_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opt_in" ADD CONSTRAINT "opt_in_number_id_number_id_fk" FOREIGN KEY ("number_id") REFERENCES "public"."number"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opt_in" ADD CONSTRAINT "opt_in_attested_by_user_id_user_id_fk" FOREIGN KEY ("attested_by_user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grant" ADD CONSTRAINT "grant_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grant" ADD CONSTRAINT "grant_region_id_region_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."region"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity" ADD CONSTRAINT "identity_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_link" ADD CONSTRAINT "sign_in_link_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "region" ADD CONSTRAINT "region_group_id_region_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."region_group"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "route" ADD CONSTRAINT "route_source_region_id_region_id_fk" FOREIGN KEY ("source_region_id") REFERENCES "public"."region"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "route" ADD CONSTRAINT "route_target_region_id_region_id_fk" FOREIGN KEY ("target_region_id") REFERENCES "public"."region"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "burst" ADD CONSTRAINT "burst_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media" ADD CONSTRAINT "media_story_id_story_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."story"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story" ADD CONSTRAINT "story_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story" ADD CONSTRAINT "story_region_id_region_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."region"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story" ADD CONSTRAINT "story_burst_id_burst_id_fk" FOREIGN KEY ("burst_id") REFERENCES "public"."burst"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_region" ON "account" USING btree ("region_id");--> statement-breakpoint
CREATE INDEX "ledger_account" ON "ledger" USING btree ("account_id","checked_at" desc);--> statement-breakpoint
CREATE INDEX "audit_actor" ON "audit" USING btree ("actor_id","at");--> statement-breakpoint
CREATE INDEX "audit_thing" ON "audit" USING btree ("thing_id","at");--> statement-breakpoint
CREATE INDEX "alert_message" ON "alert" USING btree ("message_id");--> statement-breakpoint
CREATE UNIQUE INDEX "attempt_one_open" ON "attempt" USING btree ("message_id") WHERE outcome in ('sending', 'uncertain');--> statement-breakpoint
CREATE INDEX "attempt_open" ON "attempt" USING btree ("sender_id","started_at") WHERE outcome in ('sending', 'uncertain');--> statement-breakpoint
CREATE INDEX "attempt_sender_started" ON "attempt" USING btree ("sender_id","started_at");--> statement-breakpoint
CREATE INDEX "message_due" ON "message" USING btree ("sender_id","due_at") WHERE state = 'planned';--> statement-breakpoint
CREATE INDEX "message_open" ON "message" USING btree ("state") WHERE state in ('planned', 'sending', 'accepted', 'sent');--> statement-breakpoint
CREATE INDEX "message_number" ON "message" USING btree ("number_id");--> statement-breakpoint
CREATE UNIQUE INDEX "message_one_collecting" ON "message" USING btree ("number_id") WHERE kind = 'rollup' and state = 'planned' and lease_epoch = 0;--> statement-breakpoint
CREATE INDEX "status_event_attempt" ON "status_event" USING btree ("attempt_id");--> statement-breakpoint
CREATE INDEX "status_event_orphan" ON "status_event" USING btree ("received_at") WHERE attempt_id is null;--> statement-breakpoint
CREATE INDEX "webhook_inbox_open" ON "webhook_inbox" USING btree ("received_at") WHERE processed_at is null;--> statement-breakpoint
CREATE INDEX "number_home_region" ON "number" USING btree ("home_region_id");--> statement-breakpoint
CREATE INDEX "opt_in_number" ON "opt_in" USING btree ("number_id");--> statement-breakpoint
CREATE UNIQUE INDEX "grant_once" ON "grant" USING btree ("user_id","role",coalesce("region_id", '00000000-0000-0000-0000-000000000000'));--> statement-breakpoint
CREATE INDEX "session_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "story_posted" ON "story" USING btree ("posted_at" desc);--> statement-breakpoint
CREATE INDEX "story_region_posted" ON "story" USING btree ("region_id","posted_at" desc);