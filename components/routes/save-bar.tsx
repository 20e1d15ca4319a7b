'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { saveRoutesAction } from '#app/(signed-in)/routes/actions.ts';
import type { RouteChange } from '#lib/alerts/route-change.ts';
import type { MatrixRegion } from '#lib/alerts/route-matrix.ts';
import { routeSentences } from '#lib/alerts/route-sentences.ts';
import { packRoutes } from '#lib/alerts/route-wire.ts';
import { type ActionState, idle } from '#lib/auth/action-state.ts';
import { RehearseLink } from '#components/rehearsal/rehearse-link.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';

type Props = {
  regions: readonly MatrixRegion[];
  changes: readonly RouteChange[];
  /** The same, each with what the cell was when it was painted. */
  sent: readonly RouteChange[];
  /** Somebody else changed some of these cells, and whose change holds is not said yet. */
  mayNotSave: boolean;
  /** Whether there is room to show the sentences without being asked. */
  wide: boolean;
  onDiscard: () => void;
  onSaved: (message: string) => void;
  onRefused: () => void;
};

/** What is about to change, as sentences, always in sight; saved or dropped as a whole. */
export function SaveBar(props: Props) {
  const { regions, changes, sent, mayNotSave, wide, onDiscard, onSaved, onRefused } = props;
  const t = useTranslations('routes');
  const [state, save] = useActionState(async (prev: ActionState, form: FormData) => {
    const next = await saveRoutesAction(prev, form);
    if (next.status === 'done') onSaved(next.message);
    else onRefused();
    return next;
  }, idle);
  const title = t('changes', { count: changes.length });
  return (
    <section
      aria-label={title}
      className="sticky bottom-[calc(4rem+env(safe-area-inset-bottom))] z-30 mt-6 rounded-card bg-raised px-4 py-3 shadow-float md:bottom-4"
    >
      <form action={save} className="grid gap-1">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <h2 aria-live="polite" className="figures text-base">
            {title}
          </h2>
          <div className="flex flex-wrap gap-2">
            <RehearseLink changes={changes} />
            <Button look="quiet" onClick={onDiscard}>
              {t('discard')}
            </Button>
            {mayNotSave ? null : <SubmitButton>{t('save')}</SubmitButton>}
          </div>
        </div>
        <details open={wide}>
          <summary className="flex min-h-6 w-fit items-center text-sm text-muted underline decoration-line underline-offset-4 hover:text-ink pointer-coarse:min-h-11">
            {t('whatChanges')}
          </summary>
          <Sentences regions={regions} changes={changes} />
        </details>
        {state.status === 'refused' && !mayNotSave ? <Notice look="bad">{state.message}</Notice> : null}
        <input type="hidden" name="changes" value={JSON.stringify(packRoutes(sent))} />
      </form>
    </section>
  );
}

function Sentences({ regions, changes }: Pick<Props, 'regions' | 'changes'>) {
  const t = useTranslations('routes');
  const format = useFormatter();
  const list = (some: readonly MatrixRegion[]) => format.list(some.map(({ name }) => name));
  return (
    <ul
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, by keyboard too
      tabIndex={0}
      aria-label={t('whatChanges')}
      className="mt-1 max-h-24 overflow-y-auto text-sm text-muted"
    >
      {routeSentences(regions, changes).map(({ target, from, to, sources, allBut }) => (
        <li key={`${target.id} ${from} ${to}`} className="py-0.5 text-pretty wrap-anywhere">
          {t('change', {
            target: target.name,
            source: allBut ? t('others', { to, count: allBut.length, names: list(allBut) }) : list(sources),
            to: t(`will.${to}`),
            from: t(`before.${from}`),
          })}
        </li>
      ))}
    </ul>
  );
}
