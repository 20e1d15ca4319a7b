import type { Transaction } from '#db/client.ts';
import { countTry } from '../../auth/rate-limit.ts';
import { queueReply } from '../../messages/commands/queue-messages.ts';
import { textsFor } from '../../messages/templates/languages.ts';
import { answerSignIn } from '../../people/commands/answer-sign-in.ts';
import { getHolderFacts } from '../queries.ts';
import type { InboundItem } from '../webhook-item.ts';

/**
 * Answers a work number that sent a code of the sign-in page: with its own
 * one-time link, or with why there is none. After too many codes it is told so
 * once, and then nothing: each answer costs one of the few messages that a
 * phone may be sent in a minute.
 */
export async function applySignIn(
  tx: Transaction,
  item: InboundItem,
  numberId: string,
  code: string,
): Promise<void> {
  const tried = await countTry(tx, { what: 'signInText', key: numberId });
  if (tried.over && !tried.firstOver) return;
  const { language, ...blanks } = await getHolderFacts(tx, numberId);
  const texts = textsFor(language);
  const to = { numberId, inboundWamid: item.wamid, phoneNumberId: item.phoneNumberId };
  if (tried.over) return queueReply(tx, { ...to, body: texts.signInRefused.too_many(blanks) });
  const answer = await answerSignIn(tx, { numberId, code, now: new Date() });
  if (answer.kind === 'refused')
    return queueReply(tx, { ...to, body: texts.signInRefused[answer.reason](blanks) });
  const { until, ...link } = answer;
  await queueReply(tx, {
    ...to,
    body: texts.signIn({ ...link, brand: blanks.brand }),
    secretUntil: until,
  });
}
