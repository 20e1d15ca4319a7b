'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { RepostPage } from '#lib/reposts/repost-page.ts';
import { BackLink } from '#components/ui/back-link.tsx';
import { Button, buttonClass } from '#components/ui/button.tsx';
import { SelectField } from '#components/ui/field.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Toasts } from '#components/ui/toasts.tsx';
import { Compare } from './compare.tsx';
import { addTarget, takeUnedited } from './repost-api.ts';
import { TargetCard } from './target-card.tsx';
import { type RunOnRepost, useRepost } from './use-repost.ts';

/** A region's reuse of a story: source and result, its versions, and where they go. */
export function RepostScreen({ first }: { first: RepostPage }) {
  return (
    <Toasts>
      <Repost first={first} />
    </Toasts>
  );
}

function Repost({ first }: { first: RepostPage }) {
  const t = useTranslations('reposts');
  const { repost, run, refused, busy } = useRepost(first);
  const { story, versions, targets } = repost;
  const [chosen, setChosen] = useState('');
  const asked = targets.find(({ state }) => state === 'in_review')?.versionId;
  const shown =
    versions.find(({ id }) => id === chosen) ?? versions.find(({ id }) => id === asked) ?? versions[0];
  return (
    <div className="mx-auto max-w-360 px-4 pb-12 md:px-8">
      <div className="pt-4">
        <BackLink href="/reposts">{t('title')}</BackLink>
      </div>
      <header className="pt-2 pb-6">
        <h1 className="text-xl">{t('fromTo', { source: story.region, region: repost.region.name })}</h1>
        <p className="mt-1 text-muted">
          <Link href={`/stories/${story.code}`} className="underline">
            @{story.username}
          </Link>
          {' → '}
          {targets.length === 0
            ? t('noTargets')
            : targets.map(({ account }) => `@${account.username}`).join(', ')}
          {' · '}
          {t('by', { name: repost.by })}
        </p>
      </header>
      {refused === null ? null : (
        <div className="pb-4">
          <Notice look="bad">{refused}</Notice>
        </div>
      )}
      <div className="grid gap-8 lg:grid-cols-2">
        <section aria-labelledby="versions" className="flex min-w-0 flex-col gap-4">
          <h2 id="versions" className="text-lg">
            {t('versions')}
          </h2>
          <Compare story={story} version={shown} />
          {versions.length < 2 ? null : (
            <SelectField
              label={t('shownVersion')}
              value={shown?.id ?? ''}
              onChange={(event) => setChosen(event.currentTarget.value)}
              options={versions.map(({ id, number, by }) => ({
                value: id,
                label: t('versionBy', { number, name: by }),
              }))}
            />
          )}
          {repost.mayEdit ? <MakeVersion repost={repost} busy={busy} run={run} /> : null}
        </section>
        <section aria-labelledby="targets" className="flex min-w-0 flex-col gap-4">
          <h2 id="targets" className="text-lg">
            {t('targets')}
          </h2>
          {targets.length === 0 ? <p className="text-muted">{t('noTargetsLead')}</p> : null}
          {targets.map((target) => (
            <TargetCard key={target.id} target={target} versions={versions} busy={busy} run={run} />
          ))}
          {repost.mayEdit ? <AddTarget repost={repost} busy={busy} run={run} /> : null}
        </section>
      </div>
    </div>
  );
}

type Part = { repost: RepostPage; busy: boolean; run: RunOnRepost };

function MakeVersion({ repost: { id, story }, busy, run }: Part) {
  const t = useTranslations('reposts');
  if (story.pictureUrl === null) return <Notice look="plain">{t('noFile')}</Notice>;
  return (
    <div className="flex flex-wrap gap-2">
      <Link href={`/reposts/${id}/edit`} className={buttonClass('plain')}>
        {t('edit')}
      </Link>
      <Button disabled={busy} onClick={() => void run(() => takeUnedited(id), t('done.unedited'))}>
        {t('unedited')}
      </Button>
    </div>
  );
}

function AddTarget({ repost: { id, accounts, versions }, busy, run }: Part) {
  const t = useTranslations('reposts');
  const [accountId, setAccountId] = useState('');
  const to = accounts.find((each) => each.id === accountId) ?? accounts[0];
  if (to === undefined) return <p className="text-sm text-muted">{t('noAccounts')}</p>;
  return (
    <form
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        const target = { accountId: to.id, versionId: versions[0]?.id ?? null, publishAt: null };
        void run(() => addTarget(id, target), t('done.add', { account: to.username }));
      }}
    >
      <div className="min-w-48 flex-1">
        <SelectField
          label={t('addAccount')}
          value={to.id}
          onChange={(event) => setAccountId(event.currentTarget.value)}
          options={accounts.map((each) => ({ value: each.id, label: `@${each.username}` }))}
        />
      </div>
      <Button type="submit" disabled={busy}>
        {t('add')}
      </Button>
    </form>
  );
}
