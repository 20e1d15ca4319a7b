import { asc, eq, notInArray, and, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { template } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { demand } from '../../people/permissions.ts';
import { chooseTemplate } from '../templates/choose-template.ts';
import { noticeOf, type OwnTemplate, templateSet } from '../templates/template-set.ts';
import { type TemplateKind, templateKinds } from '../templates/template-texts.ts';
import { type TemplateNeed, templateNeed } from '../templates/template-need.ts';
import { listSenders } from './senders.ts';

/** One of our templates in one language, as an admin is to see it. */
export type TemplateLine = {
  /** BCP 47. */
  language: string;
  name: string;
  need: TemplateNeed;
  /** Meta's category as it now is. NULL: not told. */
  category: string | null;
  /** Meta's word or words, or one of our warnings. NULL: none. */
  reason: string | null;
  /** The text as submitted, with its blanks. */
  body: string;
  /** What goes out in its place while it does not. NULL: it goes out itself, or its messages wait. */
  instead: { language: string; plain: boolean } | null;
};

export type TemplateStates = {
  kinds: { kind: TemplateKind; lines: TemplateLine[] }[];
  /** When Meta last said anything of any of them. NULL: never yet. */
  heardAt: Date | null;
  /** Templates of an earlier text or address, that are no longer sent and count towards Meta's 250. */
  former: number;
};

/**
 * How each of our templates stands with Meta, by kind and language.
 * @returns undefined when no sender is connected: there is nothing to approve
 * @throws StorywireError `forbidden` unless an admin of everything
 */
export async function listTemplateStates(
  db: Queryable,
  { actor, publicUrl }: { actor: Actor; publicUrl: string },
): Promise<TemplateStates | undefined> {
  demand(actor, 'accounts.manage', null);
  const [from] = await listSenders(db);
  if (!from) return undefined;
  const set = templateSet(publicUrl);
  const rows = await db
    .select()
    .from(template)
    .where(eq(template.senderId, from.id))
    .orderBy(asc(template.name), asc(template.language));
  const names = [...new Set(set.map(({ definition }) => definition.name))];
  const former = await db.$count(
    template,
    and(
      eq(template.senderId, from.id),
      notInArray(template.name, names),
      sql`${template.metaId} is not null`,
    ),
  );
  const lineOf = (own: OwnTemplate): TemplateLine => {
    const { name, language, body } = own.definition;
    const row = rows.find((each) => each.name === name && each.language === language);
    const need = row ? templateNeed(row) : 'submit';
    const notice = noticeOf(own.kind);
    const sent = chooseTemplate(set, rows, {
      kind: notice,
      picture: own.hasPicture,
      wantedLanguage: own.language,
    });
    return {
      language: own.language,
      name,
      need,
      category: row?.category ?? null,
      reason: row?.reason ?? null,
      body,
      instead:
        !sent || sent === own ? null : { language: sent.language, plain: own.hasPicture && !sent.hasPicture },
    };
  };
  return {
    kinds: templateKinds.map((kind) => ({
      kind,
      lines: set.filter((own) => own.kind === kind).map(lineOf),
    })),
    heardAt: rows.reduce<Date | null>(
      (latest, { updatedAt }) => (latest === null || updatedAt > latest ? updatedAt : latest),
      null,
    ),
    former,
  };
}
