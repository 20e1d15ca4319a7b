'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { PageTarget } from '#lib/reposts/repost-page.ts';
import { isBlocked } from '#lib/reposts/target-findings.ts';
import { isBound } from '#lib/reposts/target-state.ts';
import { isStopped } from '#lib/words.ts';
import { ExactMoment } from '#components/time/moment.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogActions } from '#components/ui/dialog.tsx';
import { SelectField } from '#components/ui/field.tsx';
import { type ChosenTime, chosenOf, momentOf } from './chosen-time.ts';
import { Findings } from './findings.tsx';
import { moveTarget } from './repost-api.ts';
import { ReviewThread } from './review-thread.tsx';
import { TargetDecision } from './target-decision.tsx';
import { TargetFate } from './target-fate.tsx';
import type { TargetProps } from './target-props.ts';
import { TargetSign } from './target-sign.tsx';
import { TimeField } from './time-field.tsx';

/** One post to one account: what, when, what stands in the way, and what happens next. */
export function TargetCard(props: TargetProps) {
  const { target, versions, busy, run } = props;
  const t = useTranslations('reposts');
  const [asking, setAsking] = useState(false);
  const version = versions.find(({ id }) => id === target.versionId);
  const may = (step: PageTarget['steps'][number]) => target.steps.includes(step);
  const heading = `target-${target.id}`;
  return (
    <section
      aria-labelledby={heading}
      className="flex flex-col gap-4 rounded-card border hairline bg-raised p-4"
    >
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h3 id={heading} className="min-w-0 text-base wrap-anywhere">
          @{target.account.username}
        </h3>
        <TargetSign state={target.state} />
      </div>
      <p>
        {version === undefined ? t('noVersion') : t('version', { number: version.number })}
        <When target={target} />
      </p>
      <TargetFate target={target} busy={busy} run={run} />
      {may('change') ? (
        // A change by somebody else, or of one's own, starts the form anew.
        <ChangeForm key={`${target.versionId ?? ''} ${target.publishAt ?? ''} ${target.state}`} {...props} />
      ) : null}
      {['publishing', 'published', 'unconfirmed', 'cancelled'].includes(target.state) ? null : (
        <Findings findings={target.findings} />
      )}
      {may('submit') ? <SubmitButton {...props} /> : null}
      {target.state === 'in_review' && !may('approve') ? (
        <p className="text-muted">
          <WaitsFor target={target} />
        </p>
      ) : null}
      <TargetDecision {...props} />
      {may('post_now') ? (
        <Button
          look="primary"
          disabled={busy || isBlocked(target.findings)}
          onClick={() => void run(() => moveTarget(target.id, { step: 'post_now' }), t('done.post_now'))}
        >
          {t('postNow')}
        </Button>
      ) : null}
      <ReviewThread reviews={target.reviews} timeZone={target.timeZone} />
      {may('cancel') ? (
        <div>
          <Button look="quiet" disabled={busy} onClick={() => setAsking(true)}>
            {isStopped(target.state) ? t('leaveIt') : t('cancelPost')}
          </Button>
        </div>
      ) : null}
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t('cancelTitle', { account: target.account.username })}
        description={t('cancelLead')}
      >
        <DialogActions>
          <Button
            look="danger"
            onClick={() => {
              setAsking(false);
              void run(() => moveTarget(target.id, { step: 'cancel' }), t('done.cancel'));
            }}
          >
            {isStopped(target.state) ? t('leaveIt') : t('cancelPost')}
          </Button>
        </DialogActions>
      </Dialog>
    </section>
  );
}

const isWaiting = (state: PageTarget['state']) => ['draft', 'in_review', 'sent_back'].includes(state);

/** When it goes or went: by the account's clock, and by the reader's. */
function When({ target: { state, publishAt, publishedAt, timeZone } }: { target: PageTarget }) {
  const t = useTranslations('reposts');
  const at = publishedAt ?? publishAt;
  if (at === null) return isWaiting(state) ? <> · {t('whenApproved')}</> : null;
  return (
    <>
      {' · '}
      <ExactMoment at={at} timeZone={timeZone} />
      <span className="text-muted">
        {' ('}
        {t('forYouTime')} <ExactMoment at={at} />
        {')'}
      </span>
    </>
  );
}

function WaitsFor({ target }: { target: PageTarget }) {
  const t = useTranslations('reposts');
  return <>{t('waitsFor', { who: useApprovers(target) })}</>;
}

const namesShown = 3;

/** Who is asked, by name; a group by its own. */
function useApprovers({ approvers, group }: PageTarget): string {
  const t = useTranslations('reposts');
  const format = useFormatter();
  const names = approvers.slice(0, namesShown);
  const more = approvers.length - names.length;
  const list = format.list(more > 0 ? [...names, t('more', { count: more })] : names, {
    type: 'disjunction',
  });
  return group === null ? list : t('group', { group, names: list });
}

function SubmitButton({ target, busy, run }: TargetProps) {
  const t = useTranslations('reposts');
  const who = useApprovers(target);
  const label =
    target.rule === 'none'
      ? target.publishAt === null
        ? t('postAtOnce')
        : t('schedule')
      : t('askFor', { who: who === '' ? t('nobody') : who });
  return (
    <Button
      look="primary"
      className="h-auto py-2 whitespace-normal"
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

function ChangeForm({ target, versions, busy, run }: TargetProps) {
  const t = useTranslations('reposts');
  const [versionId, setVersionId] = useState(target.versionId ?? '');
  const [time, setTime] = useState<ChosenTime>(() => chosenOf(target.publishAt, target.timeZone));
  const publishAt = momentOf(time, target.timeZone);
  const chosen = versionId === '' ? null : versionId;
  const changed = publishAt !== undefined && (chosen !== target.versionId || publishAt !== target.publishAt);
  const asksAgain = isBound(target.state);
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (publishAt === undefined) return;
        void run(
          () => moveTarget(target.id, { step: 'change', versionId: chosen, publishAt }),
          t(asksAgain ? 'done.askedAgain' : 'done.change'),
        );
      }}
    >
      <SelectField
        label={t('versionLabel')}
        value={versionId}
        onChange={(event) => setVersionId(event.currentTarget.value)}
        options={[
          ...(target.versionId === null ? [{ value: '', label: t('chooseVersion') }] : []),
          ...versions.map(({ id, number, unedited }) => ({
            value: id,
            label: unedited ? t('versionUnedited', { number }) : t('version', { number }),
          })),
        ]}
      />
      <TimeField
        name={target.id}
        chosen={time}
        clocks={[{ username: target.account.username, timeZone: target.timeZone }]}
        onChange={setTime}
      />
      {changed ? (
        <div>
          <Button type="submit" disabled={busy}>
            {asksAgain ? t('changeAndAsk') : t('save')}
          </Button>
        </div>
      ) : null}
    </form>
  );
}
