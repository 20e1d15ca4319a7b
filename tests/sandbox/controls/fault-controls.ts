import type { Json } from '../json.ts';
import { asObject } from '../json.ts';
import { faultNames } from '../faults.ts';
import type { Fault } from '../faults.ts';
import { ControlError } from './control.ts';
import type { ControlRoute } from './control.ts';

const faultKeys =
  'share delay_ms delay_answer_ms slow_body_ms refuse lose_answer cut_body length_off without_id answer_before_body status body accept content_type usage webhooks'.split(
    ' ',
  );
const webhookKeys = [
  'repeat',
  'shuffle',
  'hold',
  'batch',
  'delay_ms',
  'read_without_delivered',
  'status_before_answer',
  'without_context',
  'fail',
];

/** Disturbances, and letting go of held webhooks. */
export const faultControls: ControlRoute[] = [
  {
    method: 'POST',
    path: '/_sandbox/faults',
    run: ({ world }, { body }) => {
      const { match, times } = body;
      if (
        typeof match !== 'string' ||
        !(match.startsWith('/') || faultNames.some((name) => name === match))
      ) {
        throw new ControlError(
          400,
          `match must be one of ${faultNames.join(', ')} or a path that begins with /.`,
        );
      }
      if (times !== undefined && (typeof times !== 'number' || !Number.isInteger(times) || times < 1))
        throw new ControlError(400, 'times must be a whole number from 1.');
      const id = world.faults.add(match, readFault(body['fault']), times);
      world.hints.tell({ topic: 'faults' });
      return { id };
    },
  },
  {
    method: 'DELETE',
    path: '/_sandbox/faults',
    run: ({ world }) => {
      world.faults.clear();
      world.hints.tell({ topic: 'faults' });
      return { cleared: true };
    },
  },
  { method: 'GET', path: '/_sandbox/faults', run: ({ world }) => ({ faults: world.faults.list() }) },
  {
    method: 'POST',
    path: '/_sandbox/webhooks/release',
    run: ({ world }) => ({ released: world.webhooks.release() }),
  },
];

function readFault(value: Json | undefined): Fault {
  const fault = asObject(value);
  if (!fault || Object.keys(fault).length === 0) throw new ControlError(400, 'fault must be an object.');
  const unknown = Object.keys(fault).find((key) => !faultKeys.includes(key));
  if (unknown !== undefined)
    throw new ControlError(400, `fault has no ${unknown}; it knows ${faultKeys.join(', ')}.`);
  const { share } = fault;
  if (share !== undefined && !(typeof share === 'number' && share > 0 && share <= 1))
    throw new ControlError(400, 'fault.share must be above 0 and at most 1.');
  const webhooks = asObject(fault['webhooks']);
  const strange = webhooks && Object.keys(webhooks).find((key) => !webhookKeys.includes(key));
  if (strange !== undefined)
    throw new ControlError(400, `fault.webhooks has no ${strange}; it knows ${webhookKeys.join(', ')}.`);
  const refuse = asObject(fault['refuse']);
  if (fault['refuse'] !== undefined && typeof refuse?.['code'] !== 'number')
    throw new ControlError(400, 'fault.refuse needs a code.');
  return fault;
}
