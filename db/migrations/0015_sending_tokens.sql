CREATE TABLE "sender_reach" (
	"token_id" uuid NOT NULL,
	"sender_id" uuid NOT NULL,
	CONSTRAINT "sender_reach_token_id_sender_id_pk" PRIMARY KEY("token_id","sender_id")
);
--> statement-breakpoint
ALTER TABLE "alarm" DROP CONSTRAINT "alarm_kind";--> statement-breakpoint
ALTER TABLE "sender" ALTER COLUMN "token_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "sender_reach" ADD CONSTRAINT "sender_reach_token_id_token_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."token"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sender_reach" ADD CONSTRAINT "sender_reach_sender_id_sender_id_fk" FOREIGN KEY ("sender_id") REFERENCES "public"."sender"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sender_reach_sender" ON "sender_reach" USING btree ("sender_id");--> statement-breakpoint
ALTER TABLE "alarm" ADD CONSTRAINT "alarm_kind" CHECK ("alarm"."kind" in ('unconfirmed', 'token_broken', 'mismatch', 'limit_near', 'limit_reached', 'template_unusable', 'breaker_open', 'quality_low', 'unreached', 'unreachable', 'webhooks_silent', 'post_stopped', 'token_expiring', 'token_ending', 'storage_failing', 'no_sending_token'));