import { changePublishing, readPublishing } from '../graph/publishing-rules.ts';
import type { PublishingRules } from '../graph/publishing-rules.ts';
import { ControlError } from './control.ts';
import type { ControlRoute } from './control.ts';

const names = ['quota_total', 'containers_per_day', 'processing_ms', 'container_error'] as const;

/** How publishing behaves, and what has become of a container. */
export const publishingControls: ControlRoute[] = [
  { method: 'GET', path: '/_sandbox/publishing', run: ({ world }) => readPublishing(world) },
  {
    method: 'PUT',
    path: '/_sandbox/publishing',
    run: ({ world }, { body }) => {
      const change: Partial<PublishingRules> = {};
      for (const [name, value] of Object.entries(body)) {
        const known = names.find((each) => each === name);
        const isNumber = typeof value === 'number' && Number.isInteger(value) && value >= 0;
        if (known === undefined || !(isNumber || (value === null && known === 'container_error')))
          throw new ControlError(400, `Give whole numbers for ${names.join(', ')}.`);
        Object.assign(change, { [known]: value });
      }
      return changePublishing(world, change);
    },
  },
  {
    method: 'POST',
    path: '/_sandbox/containers/:id/age',
    run: ({ world }, { params, body }) => {
      const hours = body['hours'];
      if (typeof hours !== 'number') throw new ControlError(400, 'hours must be a number.');
      world.store.run(
        'UPDATE container SET created_at = created_at - ? WHERE id = ?',
        Math.round(hours * 60 * 60 * 1000),
        params['id'] ?? '',
      );
      return { aged: true };
    },
  },
];
