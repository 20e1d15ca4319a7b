'use client';

import { useTranslations } from 'next-intl';
import type { PageTarget } from '#lib/reposts/repost-page.ts';
import { isBlocked } from '#lib/reposts/target-findings.ts';
import { isStopped } from '#lib/words.ts';
import { Button } from '#components/ui/button.tsx';
import { CancelTarget } from './cancel-target.tsx';
import { ChangeTarget } from './change-target.tsx';
import { Findings } from './findings.tsx';
import { moveTarget } from './repost-api.ts';
import { ReviewThread } from './review-thread.tsx';
import { SubmitTarget } from './submit-target.tsx';
import { TargetDecision } from './target-decision.tsx';
import { TargetFate } from './target-fate.tsx';
import { TargetLead } from './target-lead.tsx';
import type { TargetProps } from './target-props.ts';
import { TargetSign } from './target-sign.tsx';
import { TargetTerms } from './target-terms.tsx';

/** One post to one account: what, when, what stands in the way, and what happens next. */
export function TargetCard(props: TargetProps) {
  const { target, versions, busy, run } = props;
  const t = useTranslations('reposts');
  const version = versions.find(({ id }) => id === target.versionId);
  const may = (step: PageTarget['steps'][number]) => target.steps.includes(step);
  const findings = isStopped(target.state)
    ? // It is asked whether it goes now, whatever its time was.
      target.findings.filter(({ key }) => key !== 'time_past')
    : target.findings;
  const heading = `target-${target.id}`;
  return (
    <section
      aria-labelledby={heading}
      className="flex flex-col gap-4 rounded-card border hairline bg-raised p-4"
    >
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h3 id={heading} className="min-w-0 text-base wrap-anywhere">
          <bdi>@{target.account.username}</bdi>
        </h3>
        <TargetSign state={target.state} />
      </div>
      <TargetTerms target={target} version={version} />
      <TargetLead target={target} />
      <TargetFate target={target} busy={busy} run={run} />
      {checked.includes(target.state) ? <Findings findings={findings} /> : null}
      {may('change') && !may('approve') ? <ChangeTarget {...props} /> : null}
      {may('submit') ? <SubmitTarget target={target} busy={busy} run={run} /> : null}
      {may('post_now') ? (
        <Button
          look="primary"
          disabled={busy || isBlocked(findings)}
          onClick={() => void run(() => moveTarget(target.id, { step: 'post_now' }), t('done.post_now'))}
        >
          {t('postNow')}
        </Button>
      ) : null}
      <TargetDecision {...props} />
      <ReviewThread reviews={target.reviews} timeZone={target.timeZone} />
      {may('change') && may('approve') ? <ChangeTarget {...props} /> : null}
      {may('cancel') ? <CancelTarget target={target} busy={busy} run={run} /> : null}
    </section>
  );
}

/** States in which what the checks found still counts for something. */
const checked: readonly string[] = [
  'draft',
  'in_review',
  'sent_back',
  'approved',
  'scheduled',
  'failed',
  'overdue',
] satisfies PageTarget['state'][];
