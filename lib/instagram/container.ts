import { z } from 'zod';
import { wireInteger, wireText } from '#lib/meta/wire.ts';

const containerStates = ['IN_PROGRESS', 'FINISHED', 'PUBLISHED', 'ERROR', 'EXPIRED'] as const;
export type ContainerState = (typeof containerStates)[number];

/** What a container says of itself. Source: instagram-platform/reference/ig-container. */
export const containerWire = z
  .object({ status_code: z.enum(containerStates), status: wireText })
  .transform(({ status_code: state, status: sentence }) => ({ state, sentence }));
export type Container = z.output<typeof containerWire>;

/**
 * How many posts an account may still make by the API. Meta's pages name 25,
 * 50 and 100; only what it says of the account counts.
 */
export const quotaWire = z
  .object({
    data: z
      .array(
        z.object({
          quota_usage: wireInteger,
          config: z.object({ quota_total: wireInteger, quota_duration: wireInteger }),
        }),
      )
      .min(1),
  })
  .transform(({ data: [first] }) => ({
    used: first!.quota_usage,
    total: first!.config.quota_total,
    /** Of the moving period, in seconds. */
    seconds: first!.config.quota_duration,
  }));
export type PublishingQuota = z.output<typeof quotaWire>;
