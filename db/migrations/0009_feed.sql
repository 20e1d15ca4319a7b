-- A text as people search for it: without case, width, accents and vowel signs. (U+0300: Latin, Greek and Cyrillic; the others: Arabic.)
CREATE FUNCTION "public"."search_fold"(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(normalize(lower(normalize(words, NFKC)), NFKD), '[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670]', '', 'g');--> statement-breakpoint
ALTER TABLE "note" ADD COLUMN "search_text" text GENERATED ALWAYS AS (public.search_fold(words)) STORED;--> statement-breakpoint
ALTER TABLE "story" ADD COLUMN "search_text" text GENERATED ALWAYS AS (public.search_fold(caption)) STORED;