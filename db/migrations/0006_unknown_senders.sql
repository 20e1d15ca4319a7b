ALTER TABLE "message" ADD COLUMN "unknown_sender_id" uuid;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_unknown_sender_id_unknown_sender_id_fk" FOREIGN KEY ("unknown_sender_id") REFERENCES "public"."unknown_sender"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "message_unknown_sender" ON "message" USING btree ("unknown_sender_id") WHERE unknown_sender_id is not null;--> statement-breakpoint
CREATE INDEX "unknown_sender_answered" ON "unknown_sender" USING btree ("answered_at") WHERE answered_at is not null;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_to_one" CHECK ("message"."number_id" is null or "message"."unknown_sender_id" is null);