import type { MessageKind } from '../../words.ts';
import type { NoticeKind } from './template-texts.ts';

const hour = 60 * 60;

/**
 * For how long Meta tries to deliver a message of each kind, in seconds: it
 * then drops it and says nothing. News loses its worth within hours, and a
 * phone that was off for half a day finds the stories in Storywire; the others
 * wait for as long as Meta lets a utility template wait, which is 30 s to 12 h.
 * Part of the template's definition. A roll-up of one story goes out as a
 * story, so the two are alike.
 * Source: business-messaging/whatsapp/templates/time-to-live.
 */
export const ttlSeconds: Record<NoticeKind, number> = {
  story: 6 * hour,
  rollup: 6 * hour,
  summary: 12 * hour,
  joined: 12 * hour,
  problem: 12 * hour,
  approval: 12 * hour,
  alarm: 12 * hour,
};

/** A *delivered* of the last moment still has to travel; one that is later yet overrules the end all the same. */
const graceSeconds = 10 * 60;

/** After so many seconds without *delivered* an accepted message has been dropped, by kind. A reply is no template. */
export const silentAfterSeconds = (kind: Exclude<MessageKind, 'reply'>): number =>
  ttlSeconds[kind] + graceSeconds;
