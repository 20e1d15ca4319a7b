'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { isBound } from '#lib/reposts/target-state.ts';
import { Button } from '#components/ui/button.tsx';
import { SelectField } from '#components/ui/field.tsx';
import { type ChosenTime, chosenOf, momentOf } from './chosen-time.ts';
import { moveTarget } from './repost-api.ts';
import type { TargetProps } from './target-props.ts';
import { TimeField } from './time-field.tsx';

/**
 * Version and time of a post. Where somebody was asked, or has said yes, it
 * stays folded and says what a change does: it asks again.
 */
export function ChangeTarget(props: TargetProps) {
  const t = useTranslations('reposts');
  const { target } = props;
  // A change by somebody else, or of one's own, starts the form anew.
  const form = <ChangeForm key={`${target.versionId ?? ''} ${target.publishAt ?? ''}`} {...props} />;
  if (!isBound(target.state)) return form;
  return (
    <details className="border-t hairline pt-1">
      <summary className="flex min-h-11 w-fit cursor-pointer items-center font-strong">
        {t('changeIt')}
      </summary>
      <div className="flex flex-col gap-3 pt-1">
        {target.rule === 'none' ? null : (
          <p className="text-sm text-pretty text-muted">
            {target.state === 'in_review' ? t('changeAsks') : t('changeVoids')}
          </p>
        )}
        {form}
      </div>
    </details>
  );
}

function ChangeForm({ target, versions, busy, run }: TargetProps) {
  const t = useTranslations('reposts');
  const [versionId, setVersionId] = useState(target.versionId ?? '');
  const [time, setTime] = useState<ChosenTime>(() => chosenOf(target.publishAt, target.timeZone));
  const publishAt = momentOf(time, target.timeZone);
  const chosen = versionId === '' ? null : versionId;
  const changed = publishAt !== undefined && (chosen !== target.versionId || publishAt !== target.publishAt);
  const asksAgain = isBound(target.state) && target.rule !== 'none';
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
      {versions.length === 0 ? null : (
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
      )}
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
