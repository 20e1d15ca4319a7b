import { z } from 'zod';

/** How a queue treats its jobs. Seconds throughout. */
export type QueueRules = {
  /** `short`: one waiting job per key. `exclusive`: one waiting or at work per key. */
  policy: 'short' | 'exclusive';
  retryLimit: number;
  retryDelay: number;
  retryBackoff: boolean;
  retryDelayMax: number;
  /** A job whose worker has died is given to another after this. */
  heartbeatSeconds: number;
  expireInSeconds: number;
};

const rules: QueueRules = {
  policy: 'short',
  retryLimit: 8,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 30,
  heartbeatSeconds: 10,
  expireInSeconds: 120,
};

type Job<Payload extends z.ZodType> = {
  payload: Payload;
  /** Two jobs with the same key are one. */
  key: (payload: z.infer<Payload>) => string;
  rules: QueueRules;
};

const job = <Payload extends z.ZodType>(
  payload: Payload,
  key: (payload: z.infer<Payload>) => string,
  special: Partial<QueueRules> = {},
): Job<Payload> => ({ payload, key, rules: { ...rules, ...special } });

/**
 * Every job there is: its payload, what makes two of them one, and how it is
 * retried. Handlers stand in lib/worker/handlers.ts, which the type checker
 * holds complete against this list.
 */
export const jobs = {
  /** Ask Meta for the live stories of some accounts. A failed check is not repeated: the next tick is near. */
  'stories.check': job(
    z.strictObject({ accountIds: z.array(z.uuid()).min(1) }),
    ({ accountIds }) => accountIds.join(),
    { policy: 'exclusive', retryLimit: 0 },
  ),
  /** Ask Meta what a token is good for, and which accounts it reaches. What fails is due again by itself. */
  'accounts.check_token': job(z.strictObject({ tokenId: z.uuid() }), ({ tokenId }) => tokenId, {
    policy: 'exclusive',
    retryLimit: 0,
  }),
  /** Ask Meta and our own public address how the set-up stands. */
  'set_up.test': job(z.strictObject({}), () => 'set-up', { policy: 'exclusive', retryLimit: 0 }),
  /** Save a story's media before Meta's link dies. Enqueued by lib/stories/commands/enqueue-archive.ts, earliest expiry first. */
  'stories.archive': job(z.strictObject({ storyId: z.uuid() }), ({ storyId }) => storyId, {
    // While one is at work or waits to be tried again, the sweeper's is the same.
    policy: 'exclusive',
    // What is not saved by then goes to the back: the sweeper's next job is a patient one.
    retryLimit: 20,
    // Meta may come back half a minute before the link dies, and that has to be noticed in time.
    retryDelayMax: 10,
    expireInSeconds: 300,
  }),
  /** Make the pictures of a video that was saved without, for as long as its story lives: a day at most. */
  'stories.poster': job(z.strictObject({ storyId: z.uuid() }), ({ storyId }) => storyId, {
    policy: 'exclusive',
    retryLimit: 250,
    retryDelay: 30,
    retryDelayMax: 600,
  }),
  /** Ask Instagram how some stories do. What fails is due again by itself. */
  'stories.insights': job(
    z.strictObject({ storyIds: z.array(z.uuid()).min(1) }),
    ({ storyIds }) => storyIds.join(),
    { policy: 'exclusive', retryLimit: 0 },
  ),
  /** Ask Instagram whether a story is gone that listings lack. What fails is asked again by the next listing. */
  'stories.confirmGone': job(
    // The token that brought the listings: another one may see less.
    z.strictObject({ storyId: z.uuid(), tokenId: z.uuid() }),
    ({ storyId }) => storyId,
    { policy: 'exclusive', retryLimit: 0 },
  ),
  /** Tell nobody any more of a story that its team has deleted. */
  'alerts.withdraw': job(z.strictObject({ storyId: z.uuid() }), ({ storyId }) => storyId),
  /** Decide who is told of a story. */
  'alerts.plan': job(z.strictObject({ storyId: z.uuid() }), ({ storyId }) => storyId),
  /** Work through one webhook as it came. */
  'webhooks.process': job(z.strictObject({ inboxId: z.uuid() }), ({ inboxId }) => inboxId),
  /** Compare our templates with Meta's. */
  'templates.sync': job(z.strictObject({ senderId: z.uuid() }), ({ senderId }) => senderId, {
    // The whole set is submitted one by one.
    expireInSeconds: 300,
  }),
  /** Ask Meta how a sender stands: pace, quality, limit. */
  'sender.refresh': job(z.strictObject({ senderId: z.uuid() }), ({ senderId }) => senderId),
  /** Take a post to its next step at Instagram. */
  'reposts.publish': job(z.strictObject({ targetId: z.uuid() }), ({ targetId }) => targetId, {
    // Steps follow one another: another job of the same post would only find it taken.
    policy: 'exclusive',
    // The sweeper looks every second for what is due.
    retryLimit: 0,
  }),
  /** Ask Meta how many posts an account may still make, and whether it reaches our files. */
  'reposts.check': job(z.strictObject({ accountId: z.uuid() }), ({ accountId }) => accountId, {
    policy: 'exclusive',
    retryLimit: 2,
  }),
  /** Make the video of a saved edit. The sweeper looks every few seconds for what waits. */
  'reposts.transcode': job(z.strictObject({ videoId: z.uuid() }), ({ videoId }) => videoId, {
    policy: 'exclusive',
    retryLimit: 0,
    // A minute of video, on a slow machine.
    expireInSeconds: 1_800,
  }),
  /** Delete a logo or font that nothing refers to any more. The store may be away for hours; nobody waits for this. */
  'brand.dropFile': job(
    z.strictObject({ storageKey: z.string().startsWith('brand/') }),
    ({ storageKey }) => storageKey,
    { retryLimit: 100, retryDelayMax: 3_600 },
  ),
} as const;

export type JobName = keyof typeof jobs;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobs)[Name]['payload']>;
