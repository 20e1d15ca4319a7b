'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { startTransition, useActionState } from 'react';
import { followRegionAction, unfollowRegionAction } from '#app/(signed-in)/numbers/actions.ts';
import { type ActionState, idle } from '#lib/auth/action-state.ts';
import type { NumberPage, RegionBadge } from '#lib/numbers/number-row.ts';
import { RegionMark } from '#components/region/region-mark.tsx';
import { IconButton } from '#components/ui/button.tsx';
import { SelectField } from '#components/ui/field.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageForm } from '#components/ui/page-form.tsx';

type Props = { page: NumberPage; onDone: (message: string) => void };

/** The regions whose stories a number is told besides what its home hears. */
export function FollowedRegions({ page, onDone }: Props) {
  const t = useTranslations('numbers');
  const [unfollowed, unfollow] = useActionState(async (prev: ActionState, form: FormData) => {
    const next = await unfollowRegionAction(prev, form);
    if (next.status === 'done') onDone(next.message);
    return next;
  }, idle);
  const drop = (region: RegionBadge) => {
    const form = new FormData();
    form.set('numberId', page.id);
    form.set('regionId', region.id);
    startTransition(() => unfollow(form));
  };
  return (
    <div className="flex flex-col gap-4">
      {page.follows.length === 0 ? (
        <p className="text-muted">{t('followsNone')}</p>
      ) : (
        <ul className="flex flex-wrap gap-2">
          {page.follows.map((region) => (
            <li
              key={region.id}
              className={`flex min-h-9 items-center gap-2 rounded-full bg-sunken ps-2 ${page.mayManage ? '' : 'pe-3'}`}
            >
              <RegionMark {...region} className="size-6 shrink-0" />
              <span className="min-w-0 wrap-anywhere">{region.name}</span>
              {page.mayManage ? (
                <IconButton
                  aria-label={t('unfollow', { region: region.name })}
                  className="rounded-full"
                  onClick={() => drop(region)}
                >
                  <X aria-hidden="true" className="size-4" />
                </IconButton>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {unfollowed.status === 'refused' ? <Notice look="bad">{unfollowed.message}</Notice> : null}
      {page.mayFollow.length === 0 ? null : (
        <PageForm
          key={page.mayFollow.length}
          action={followRegionAction}
          onDone={onDone}
          submit={t('follow')}
          look="plain"
          fields={['regionId']}
          inline
        >
          {({ value, error }) => (
            <div className="min-w-48 flex-1">
              <input type="hidden" name="numberId" value={page.id} />
              <SelectField
                name="regionId"
                label={t('followAlso')}
                defaultValue={value('regionId') ?? ''}
                error={error('regionId')}
                options={[
                  { value: '', label: t('chooseRegion') },
                  ...page.mayFollow.map(({ id, name }) => ({ value: id, label: name })),
                ]}
              />
            </div>
          )}
        </PageForm>
      )}
    </div>
  );
}
