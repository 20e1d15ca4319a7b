import { auditActions, refusedActions } from '../audit/actions.ts';
import type { AuditLine } from './audit-line.ts';

/** The words under `audit`; actions come out of the database, so the compiler cannot know the key. */
export type AuditWords = {
  (key: string, values?: Record<string, string | number>): string;
  has: (key: string) => boolean;
};

/** A translator of `audit`, for words that the compiler cannot know. */
export const auditWords = (t: (key: never) => string): AuditWords => t as unknown as AuditWords;

/** Who acted, in words. */
export function whoWords(who: AuditLine['who'], t: AuditWords): string {
  if (who.kind === 'system') return t('system', { part: who.id });
  if (who.name !== null) return who.name;
  return who.kind === 'user' ? t('gonePerson') : t('goneNumber');
}

/**
 * What a line says, as a colleague would: "Ana paused +44 ··· 0123, Brazil".
 * An action without words of its own is named as it is.
 */
export function sentence(
  line: Pick<AuditLine, 'who' | 'action' | 'thing' | 'outcome'>,
  t: AuditWords,
): string {
  const values = {
    who: whoWords(line.who, t),
    thing:
      line.thing === null ? t('nothing') : (line.thing.name ?? t('gone', { id: line.thing.id.slice(-6) })),
  };
  if (line.outcome === 'refused' && t.has(`refused.${line.action}`))
    return t(`refused.${line.action}`, values);
  const key = `actions.${line.action}`;
  const said = t.has(key) ? t(key, values) : t('otherAction', { ...values, action: line.action });
  return line.outcome === 'refused' ? t('wasRefused', { said }) : said;
}

/** What a field of a line's details is called; one that has no words yet keeps its own name. */
export const fieldWords = (name: string, t: AuditWords): string =>
  /^\w+$/.test(name) && t.has(`fields.${name}`) ? t(`fields.${name}`) : name;

/** The actions whose own words hold a word. */
export function actionsSaying(t: AuditWords): (word: string) => string[] {
  const blank = { who: '', thing: '' };
  const words = [
    ...auditActions.map((action) => [action, t(`actions.${action}`, blank)] as const),
    ...refusedActions.map((action) => [action, t(`refused.${action}`, blank)] as const),
  ].map(([action, text]) => [action, text.toLowerCase()] as const);
  return (word) => words.filter(([, text]) => text.includes(word.toLowerCase())).map(([action]) => action);
}
