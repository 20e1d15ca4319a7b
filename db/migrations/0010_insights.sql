CREATE TABLE "insight" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"story_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"source" text NOT NULL,
	"figures" jsonb NOT NULL,
	CONSTRAINT "insight_source" CHECK ("insight"."source" in ('asked', 'told'))
);
--> statement-breakpoint
ALTER TABLE "story" ADD COLUMN "insights_due_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "story" ADD COLUMN "insights_trouble" text;--> statement-breakpoint
ALTER TABLE "insight" ADD CONSTRAINT "insight_story_id_story_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."story"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "insight_story" ON "insight" USING btree ("story_id","at");--> statement-breakpoint
CREATE INDEX "story_insights_due" ON "story" USING btree ("insights_due_at") WHERE insights_due_at is not null;--> statement-breakpoint
ALTER TABLE "story" ADD CONSTRAINT "story_insights_trouble" CHECK ("story"."insights_trouble" in ('too_few', 'permission', 'missing', 'refused'));--> statement-breakpoint
-- What is live is asked about from now on as well.
UPDATE "story" SET "insights_due_at" = now() WHERE "expires_at" > now();
