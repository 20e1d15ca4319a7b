import { z } from 'zod';

/** How a queue treats its jobs. Seconds throughout. */
export type QueueRules = {
  retryLimit: number;
  retryDelay: number;
  retryBackoff: boolean;
  /** A job whose worker has died is given to another after this. */
  heartbeatSeconds: number;
  expireInSeconds: number;
};

const rules: QueueRules = {
  retryLimit: 8,
  retryDelay: 2,
  retryBackoff: true,
  heartbeatSeconds: 20,
  expireInSeconds: 120,
};

/**
 * Every job there is: its payload and how it is retried. Handlers stand in
 * lib/worker, which the type checker holds complete against this list.
 */
export const jobs = {
  /** Ask Meta for the live stories of some accounts. A failed check is not repeated: the next tick is near. */
  'stories.check': {
    payload: z.strictObject({ accountIds: z.array(z.uuid()) }),
    rules: { ...rules, retryLimit: 0 },
  },
  /** Save a story's media before Meta's link dies. */
  'stories.archive': {
    payload: z.strictObject({ storyId: z.uuid() }),
    rules: { ...rules, retryLimit: 20, expireInSeconds: 300 },
  },
  /** Decide who is told of a story. */
  'alerts.plan': { payload: z.strictObject({ storyId: z.uuid() }), rules },
  /** Work through one webhook as it came. */
  'webhooks.process': { payload: z.strictObject({ inboxId: z.uuid() }), rules },
  /** Compare our templates with Meta's. */
  'templates.sync': { payload: z.strictObject({ senderId: z.uuid() }), rules },
} as const satisfies Record<string, { payload: z.ZodType; rules: QueueRules }>;

export type JobName = keyof typeof jobs;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobs)[Name]['payload']>;
