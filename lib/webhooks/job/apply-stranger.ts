import type { Transaction } from '#db/client.ts';
import { queueReply } from '../../messages/commands/queue-messages.ts';
import { textsFor } from '../../messages/templates/languages.ts';
import { noteAnswered, type NotedSender } from '../../numbers/commands/note-unknown-sender.ts';
import { guessFromCountries } from '../../regions/guess-region.ts';
import { isLate, isUnreadable } from '../is-said.ts';
import { getBrandName } from '../queries.ts';
import { readControlWord } from '../read-words.ts';
import type { InboundItem } from '../webhook-item.ts';

/**
 * Says to somebody who is none of the work numbers, in one line and once a
 * day, what this number is for and how to join; in the language of their
 * country, of whose regions it says nothing. STOP, a reaction and what comes
 * late are not answered; neither is whoever was dismissed.
 */
export async function applyStranger(
  tx: Transaction,
  item: InboundItem,
  { noted, now }: { noted: NotedSender; now: Date },
): Promise<void> {
  if (!noted.mayBeAnswered || !asksForAnswer(item) || isLate(item.at, now)) return;
  if (!(await noteAnswered(tx, noted.id))) return;
  const { language = 'en' } = guessFromCountries(noted.country === null ? [] : [noted.country]);
  await queueReply(tx, {
    unknownSenderId: noted.id,
    body: textsFor(language).stranger({ brand: await getBrandName(tx) }),
    inboundWamid: item.wamid,
    phoneNumberId: item.phoneNumberId,
  });
}

function asksForAnswer({ content }: InboundItem): boolean {
  if (content.type === 'text') return readControlWord(content.body) !== 'stop';
  return content.type === 'other' && isUnreadable(content.name);
}
