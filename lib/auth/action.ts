import { unstable_rethrow } from 'next/navigation';
import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import type { z } from 'zod';
import type { Database } from '#db/client.ts';
import { database } from '#db/pool.ts';
import type { UserActor } from '../actor.ts';
import { env } from '../env.ts';
import { StorywireError } from '../errors.ts';
import type { ActionState } from './action-state.ts';
import { recordRefusal } from './audit-refusal.ts';
import { currentActor } from './current-actor.ts';
import { errorWords } from './error-words.ts';
import { fieldsOf, parseInput } from './parse-input.ts';
import { reportFailure } from './report-failure.ts';
import { isSameOrigin } from './same-origin.ts';

type Translator = Awaited<ReturnType<typeof getTranslations<never>>>;

export type ActionHandled<S extends z.ZodType> = {
  db: Database;
  actor: UserActor;
  input: z.output<S>;
  /** Translator of all messages, for the sentence that says what was done. */
  t: Translator;
};

/**
 * The one edge of every server action: session, origin, shape, and what a
 * person reads when it is refused. Made for useActionState; what was typed
 * comes back, so that nothing is lost.
 * @param options.secret fields that never come back: what is in them is not to be seen again
 */
export function action<S extends z.ZodType>(
  options: { input: S; secret?: readonly (keyof z.input<S> & string)[] },
  handler: (handled: ActionHandled<S>) => Promise<{ message: string; id?: string }>,
): (prev: ActionState, form: FormData) => Promise<ActionState> {
  return async (_prev, form) => {
    const fields = typedFields(form);
    let actor: UserActor | undefined;
    try {
      actor = await currentActor();
      if (!actor) throw new StorywireError('unauthenticated', 'unauthenticated');
      if (!isSameOrigin(await headers(), env().STORYWIRE_URL))
        throw new StorywireError('forbidden', 'crossSite');
      const input = parseInput(options.input, fields);
      const done = await handler({ db: database(), actor, input, t: await getTranslations() });
      return { status: 'done', ...done };
    } catch (error) {
      unstable_rethrow(error);
      const shown = Object.entries(fields).filter(([name]) => !options.secret?.some((each) => each === name));
      return await refused(error, actor, Object.fromEntries(shown));
    }
  };
}

/** What was typed, without React's own fields, whose names begin with `$`. */
function typedFields(form: unknown): Record<string, unknown> {
  // The arguments come from outside: an action can be called with anything.
  if (!(form instanceof FormData)) return {};
  return fieldsOf([...form].filter(([name]) => !name.startsWith('$')));
}

async function refused(
  error: unknown,
  actor: UserActor | undefined,
  fields: Record<string, unknown>,
): Promise<ActionState> {
  const values = Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value.slice(0, 5_000)]] : [],
    ),
  );
  if (!(error instanceof StorywireError) || !error.readable) {
    const t = await getTranslations('errors');
    return { status: 'refused', message: t('internal', { id: reportFailure(error, 'action') }), values };
  }
  if (error.code === 'forbidden' && actor) await recordRefusal(database(), actor, error, 'action');
  const message = await errorWords(error);
  return { status: 'refused', message, ...(error.field ? { field: error.field } : {}), values };
}
