'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { atName } from '#lib/i18n/at-name.ts';
import type { RepostPage } from '#lib/reposts/repost-page.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogActions } from '#components/ui/dialog.tsx';
import { type ChosenTime, momentOf } from './chosen-time.ts';
import { addTarget } from './repost-api.ts';
import { TimeField } from './time-field.tsx';
import type { RunOnRepost } from './use-repost.ts';

type Props = { repost: RepostPage; busy: boolean; run: RunOnRepost };

/** Adds the accounts that a repost goes to: one or several, at once or at a time by each one's clock. */
export function AddTargets({ repost, busy, run }: Props) {
  const t = useTranslations('reposts');
  const [open, setOpen] = useState(false);
  if (repost.accounts.length === 0)
    return <p className="text-sm text-pretty text-muted">{t('noAccounts')}</p>;
  return (
    <div>
      <Button
        look={repost.targets.length === 0 && repost.versions.length > 0 ? 'primary' : 'plain'}
        disabled={busy}
        onClick={() => setOpen(true)}
      >
        <Plus aria-hidden="true" className="size-4" />
        {t('addAccounts')}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={t('addTitle')} description={t('addLead')}>
        <AddForm repost={repost} busy={busy} run={run} onClose={() => setOpen(false)} />
      </Dialog>
    </div>
  );
}

function AddForm({
  repost: { id, accounts, versions },
  busy,
  run,
  onClose,
}: Props & { onClose: () => void }) {
  const t = useTranslations('reposts');
  const [picked, setPicked] = useState<ReadonlySet<string>>(
    () => new Set(accounts.length === 1 ? accounts.map((each) => each.id) : []),
  );
  const [time, setTime] = useState<ChosenTime>({ when: 'now', wall: '', which: 'earlier' });
  const to = accounts.filter((each) => picked.has(each.id));
  const targets = to.flatMap((each) => {
    const publishAt = momentOf(time, each.timeZone);
    return publishAt === undefined ? [] : [{ accountId: each.id, publishAt }];
  });
  const ready = to.length > 0 && targets.length === to.length;
  const add = async () => {
    for (const target of targets) await addTarget(id, { ...target, versionId: versions[0]?.id ?? null });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready) return;
        onClose();
        void run(add, t('done.added', { count: targets.length }));
      }}
    >
      <div className="flex flex-col gap-5">
        <fieldset>
          <legend className="pb-1.5 text-sm font-strong">{t('accounts', { count: picked.size })}</legend>
          <div className="max-h-60 overflow-y-auto rounded-md border border-edge px-3 py-1">
            {accounts.map((each) => (
              <label
                key={each.id}
                className="flex min-h-11 cursor-pointer items-center gap-3 border-t hairline py-1.5 first:border-t-0"
              >
                <input
                  type="checkbox"
                  checked={picked.has(each.id)}
                  onChange={(event) => {
                    const next = new Set(picked);
                    if (event.currentTarget.checked) next.add(each.id);
                    else next.delete(each.id);
                    setPicked(next);
                  }}
                  className="size-5 shrink-0 accent-accent"
                />
                <span className="min-w-0 wrap-anywhere">
                  {atName(each.username)}
                  <span className="block text-sm text-muted">{each.timeZone.replaceAll('_', ' ')}</span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <TimeField
          name="new"
          chosen={time}
          clocks={to.length === 0 ? accounts.slice(0, 1) : to}
          onChange={setTime}
        />
      </div>
      <DialogActions>
        <Button type="submit" look="primary" disabled={busy || !ready}>
          {t('addCount', { count: to.length })}
        </Button>
      </DialogActions>
    </form>
  );
}
