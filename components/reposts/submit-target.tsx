'use client';

import { useTranslations } from 'next-intl';
import { isBlocked } from '#lib/reposts/target-findings.ts';
import { Button } from '#components/ui/button.tsx';
import { moveTarget } from './repost-api.ts';
import type { TargetProps } from './target-props.ts';
import { useApprovers } from './use-approvers.ts';

/** Asks for approval, or lets a post go for which nobody has to approve: the button says which, and whom it asks. */
export function SubmitTarget({ target, busy, run }: Pick<TargetProps, 'target' | 'busy' | 'run'>) {
  const t = useTranslations('reposts');
  const who = useApprovers(target);
  // Nobody is left to be asked: the checks say so, and what to do.
  if (target.rule !== 'none' && who === '') return null;
  const label =
    target.rule === 'none'
      ? target.publishAt === null
        ? t('postAtOnce')
        : t('schedule')
      : t('askFor', { who });
  return (
    <Button
      look="primary"
      className="h-auto py-2 whitespace-normal!"
      disabled={busy || isBlocked(target.findings)}
      onClick={() =>
        void run(
          () => moveTarget(target.id, { step: 'submit' }),
          t(target.rule === 'none' ? 'done.let_go' : 'done.submit'),
        )
      }
    >
      {label}
    </Button>
  );
}
