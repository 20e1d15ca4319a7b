ALTER TABLE "message" ADD COLUMN "alarm_id" uuid;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_alarm_id_alarm_id_fk" FOREIGN KEY ("alarm_id") REFERENCES "public"."alarm"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "message_alarm" ON "message" USING btree ("alarm_id") WHERE alarm_id is not null;