CREATE TABLE "brand_font" (
	"id" uuid PRIMARY KEY NOT NULL,
	"family" text NOT NULL,
	"weight" integer NOT NULL,
	"italic" boolean DEFAULT false NOT NULL,
	"storage_key" text NOT NULL,
	"mime_type" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "number_region" (
	"number_id" uuid NOT NULL,
	"region_id" uuid NOT NULL,
	CONSTRAINT "number_region_number_id_region_id_pk" PRIMARY KEY("number_id","region_id")
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "sign_in_request" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code_hash" text NOT NULL,
	"browser_hash" text NOT NULL,
	"device" text NOT NULL,
	"return_to" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone,
	CONSTRAINT "sign_in_request_codeHash_unique" UNIQUE("code_hash")
);
--> statement-breakpoint
ALTER TABLE "alert" DROP CONSTRAINT "alert_skipped_reason";--> statement-breakpoint
ALTER TABLE "message" DROP CONSTRAINT "message_kind";--> statement-breakpoint
ALTER TABLE "opt_in" DROP CONSTRAINT "opt_in_kind";--> statement-breakpoint
ALTER TABLE "user" DROP CONSTRAINT "user_state";--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "from_where" text;--> statement-breakpoint
ALTER TABLE "installation" ADD COLUMN "accent_color" text;--> statement-breakpoint
ALTER TABLE "installation" ADD COLUMN "logo_key" text;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "sealed_body" text;--> statement-breakpoint
ALTER TABLE "number" ADD COLUMN "quiet_hours" text;--> statement-breakpoint
ALTER TABLE "opt_in" ADD COLUMN "created_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "sign_in_link" ADD COLUMN "kind" text DEFAULT 'server' NOT NULL;--> statement-breakpoint
ALTER TABLE "sign_in_link" ADD COLUMN "request_id" uuid;--> statement-breakpoint
ALTER TABLE "sign_in_link" ADD COLUMN "revoked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "region" ADD COLUMN "quiet_hours" text;--> statement-breakpoint
ALTER TABLE "region" ADD COLUMN "join_code" text;--> statement-breakpoint
ALTER TABLE "region" ADD COLUMN "archived_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "number_region" ADD CONSTRAINT "number_region_number_id_number_id_fk" FOREIGN KEY ("number_id") REFERENCES "public"."number"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "number_region" ADD CONSTRAINT "number_region_region_id_region_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."region"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "number_region_region" ON "number_region" USING btree ("region_id");--> statement-breakpoint
CREATE INDEX "sign_in_request_expires" ON "sign_in_request" USING btree ("expires_at");--> statement-breakpoint
ALTER TABLE "sign_in_link" ADD CONSTRAINT "sign_in_link_request_id_sign_in_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."sign_in_request"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_action" ON "audit" USING btree ("action","at");--> statement-breakpoint
CREATE UNIQUE INDEX "message_one_summary" ON "message" USING btree ("number_id") WHERE kind = 'summary' and state = 'planned' and lease_epoch = 0;--> statement-breakpoint
CREATE INDEX "sign_in_link_user" ON "sign_in_link" USING btree ("user_id");--> statement-breakpoint
ALTER TABLE "region" ADD CONSTRAINT "region_joinCode_unique" UNIQUE("join_code");--> statement-breakpoint
ALTER TABLE "alert" ADD CONSTRAINT "alert_skipped_reason" CHECK ("alert"."skipped_reason" in ('number_paused', 'number_invited', 'number_opted_out', 'number_unreachable', 'number_muted', 'region_archived', 'route_off', 'story_expired'));--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_kind" CHECK ("message"."kind" in ('story', 'rollup', 'summary', 'joined', 'reply'));--> statement-breakpoint
ALTER TABLE "opt_in" ADD CONSTRAINT "opt_in_kind" CHECK ("opt_in"."kind" in ('join_code', 'region_code', 'attested', 'start_word'));--> statement-breakpoint
ALTER TABLE "sign_in_link" ADD CONSTRAINT "sign_in_link_kind" CHECK ("sign_in_link"."kind" in ('server', 'invitation', 'whatsapp'));--> statement-breakpoint
ALTER TABLE "user" ADD CONSTRAINT "user_state" CHECK ("user"."state" in ('invited', 'active', 'disabled'));