import type { AlarmKind, MessageKind, openStates, Quality } from '../words.ts';

/** One thing that is amiss. Moments are ISO 8601. */
export type AlarmItem = {
  id: string;
  /** What it is about, where that has a name. */
  name: string | null;
  /** Where one sees to it. */
  path: string | null;
  region: string | null;
  detail: Record<string, string | number>;
  openedAt: string;
  lastAt: string;
};

/** Whether an alarm has reached somebody: still to go out; Meta has it; the phone has it; it never will. */
export type ToldFate = 'waiting' | 'sent' | 'delivered' | 'missed';

/** A work number that a grave alarm was written to. */
export type ToldPhone = {
  /** NULL: the number was removed. */
  label: string | null;
  shortened: string | null;
  fate: ToldFate;
};

/** Everything of a kind that is amiss. */
export type AlarmGroup = {
  kind: AlarmKind;
  count: number;
  /** The newest, at most {@link mostItems}. */
  items: AlarmItem[];
  /** Who was told on WhatsApp. NULL: nobody is, of this kind, or the person need not know. */
  told: ToldPhone[] | null;
};

/** So many of a kind are named; the rest is counted. */
export const mostItems = 20;

/** A message whose fate stayed in doubt, with what may be done about it. */
export type UnconfirmedMessage = {
  id: string;
  kind: MessageKind;
  /** NULL: the number was removed, or it went to none. */
  label: string | null;
  shortened: string | null;
  /** Whether it went to somebody who is none of the work numbers. */
  stranger: boolean;
  region: string | null;
  /** When it was first tried. */
  triedAt: string;
  attempts: number;
  /** Whether sending it once more is still of use and possible. */
  resendable: boolean;
  /** Whether this person may decide. */
  mine: boolean;
};

/** How far the day's number of people is used up, by Meta's rolling day and over all senders. */
export type PeopleToday = {
  used: number;
  /** NULL: not yet read, or no limit. */
  limit: number | null;
  /** From so many on an admin is warned. 0 without a limit. */
  warnFrom: number;
  /** Of the limit, kept for what cannot wait. 0 without a limit. */
  reserve: number;
  /** When the first of them drops out. NULL: nobody is in it. */
  nextFreeAt: string | null;
};

export type SenderStanding = {
  id: string;
  /** NULL: not yet read. */
  displayNumber: string | null;
  quality: Quality | null;
  throughputPerSecond: number;
  people: PeopleToday;
  /** NULL: closed. */
  breakerOpenedAt: string | null;
  breakerProbeAt: string | null;
  pausedUntil: string | null;
  /** Of the token that sends from it; `none`: it was disconnected, and no other takes its place. */
  token: 'works' | 'refused' | 'none';
};

/** The figures behind the sentences. */
export type SendingFacts = {
  queue: { state: (typeof openStates)[number]; count: number }[];
  /** NULL: nothing is due. */
  oldestDueAt: string | null;
  /** Attempts of which nobody knows yet whether Meta accepted them. */
  uncertain: number;
  senders: SenderStanding[];
  webhooks: {
    waiting: number;
    oldestAt: string | null;
    /** NULL: none within 14 days. */
    lastAt: string | null;
  };
  audit: { at: string; ok: boolean; planned: number; ended: number; inFlight: number };
};

/** How things stand: what is amiss, worst first, and for admins of all regions the figures. */
export type StatusPage = {
  alarms: AlarmGroup[];
  unconfirmed: UnconfirmedMessage[];
  /** How many work numbers would be told of a grave alarm that begins now. */
  alarmPhones: number;
  /** NULL: the person sees regions of their own only. */
  sending: SendingFacts | null;
};
