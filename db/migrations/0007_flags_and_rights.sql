CREATE TABLE "reuse_question" (
	"id" uuid PRIMARY KEY NOT NULL,
	"story_id" uuid NOT NULL,
	"region_id" uuid NOT NULL,
	"words" text,
	"by_user_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"answer" text,
	"answer_words" text,
	"answered_by_user_id" uuid,
	"answered_at" timestamp (3) with time zone,
	CONSTRAINT "reuse_question_answer" CHECK ("reuse_question"."answer" in ('yes', 'no'))
);
--> statement-breakpoint
CREATE TABLE "story_rights" (
	"story_id" uuid PRIMARY KEY NOT NULL,
	"rights" text NOT NULL,
	"until" timestamp (3) with time zone,
	"region_ids" uuid[],
	"words" text,
	"by_user_id" uuid NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "story_rights_rights" CHECK ("story_rights"."rights" in ('free', 'ask_first', 'not_reused'))
);
--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "rights" text DEFAULT 'free' NOT NULL;--> statement-breakpoint
ALTER TABLE "flag" ADD COLUMN "owner_user_id" uuid;--> statement-breakpoint
ALTER TABLE "flag" ADD COLUMN "dismissal" text;--> statement-breakpoint
ALTER TABLE "flag" ADD COLUMN "ended_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "reuse_question" ADD CONSTRAINT "reuse_question_story_id_story_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."story"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reuse_question" ADD CONSTRAINT "reuse_question_region_id_region_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."region"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reuse_question" ADD CONSTRAINT "reuse_question_by_user_id_user_id_fk" FOREIGN KEY ("by_user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reuse_question" ADD CONSTRAINT "reuse_question_answered_by_user_id_user_id_fk" FOREIGN KEY ("answered_by_user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story_rights" ADD CONSTRAINT "story_rights_story_id_story_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."story"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story_rights" ADD CONSTRAINT "story_rights_by_user_id_user_id_fk" FOREIGN KEY ("by_user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "reuse_question_one_open" ON "reuse_question" USING btree ("story_id","region_id") WHERE answer is null;--> statement-breakpoint
CREATE INDEX "reuse_question_story" ON "reuse_question" USING btree ("story_id");--> statement-breakpoint
ALTER TABLE "flag" ADD CONSTRAINT "flag_owner_user_id_user_id_fk" FOREIGN KEY ("owner_user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "flag_board" ON "flag" USING btree ("state","updated_at");--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_rights" CHECK ("account"."rights" in ('free', 'ask_first', 'not_reused'));