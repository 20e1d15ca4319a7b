CREATE TABLE "token_reach" (
	"token_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	CONSTRAINT "token_reach_token_id_account_id_pk" PRIMARY KEY("token_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "set_up_test" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"asked_at" timestamp (3) with time zone,
	"tested_at" timestamp (3) with time zone,
	"probe" jsonb,
	CONSTRAINT "set_up_test_one" CHECK ("set_up_test"."one")
);
--> statement-breakpoint
ALTER TABLE "token" DROP CONSTRAINT "token_state";--> statement-breakpoint
ALTER TABLE "alarm" DROP CONSTRAINT "alarm_kind";--> statement-breakpoint
ALTER TABLE "token" ADD COLUMN "source" text DEFAULT 'environment' NOT NULL;--> statement-breakpoint
ALTER TABLE "token" ADD COLUMN "holder" text;--> statement-breakpoint
ALTER TABLE "token" ADD COLUMN "check_asked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "token" ADD COLUMN "discovered_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "token" ADD COLUMN "trouble" text;--> statement-breakpoint
ALTER TABLE "token_reach" ADD CONSTRAINT "token_reach_token_id_token_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."token"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_reach" ADD CONSTRAINT "token_reach_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "token_reach_account" ON "token_reach" USING btree ("account_id");--> statement-breakpoint
ALTER TABLE "token" ADD CONSTRAINT "token_source" CHECK ("token"."source" in ('environment', 'entered'));--> statement-breakpoint
ALTER TABLE "token" ADD CONSTRAINT "token_trouble" CHECK ("token"."trouble" in ('app', 'permission', 'throttled', 'unavailable'));--> statement-breakpoint
ALTER TABLE "token" ADD CONSTRAINT "token_state" CHECK ("token"."state" in ('checking', 'healthy', 'broken'));--> statement-breakpoint
ALTER TABLE "alarm" ADD CONSTRAINT "alarm_kind" CHECK ("alarm"."kind" in ('unconfirmed', 'token_broken', 'mismatch', 'limit_near', 'limit_reached', 'template_unusable', 'breaker_open', 'quality_low', 'unreached', 'unreachable', 'webhooks_silent', 'post_stopped', 'token_expiring', 'token_ending'));--> statement-breakpoint
-- What reads an account reaches it.
INSERT INTO "token_reach" ("token_id", "account_id") SELECT "token_id", "id" FROM "account" WHERE "token_id" IS NOT NULL;
