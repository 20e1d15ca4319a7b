'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import type { RepostPage } from '#lib/reposts/repost-page.ts';
import { BackLink } from '#components/ui/back-link.tsx';
import { Button, buttonClass } from '#components/ui/button.tsx';
import { SelectField } from '#components/ui/field.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { AddTargets } from './add-targets.tsx';
import { Compare } from './compare.tsx';
import { checkAgain, takeUnedited } from './repost-api.ts';
import { ReuseNotice } from './reuse-notice.tsx';
import { TargetCard } from './target-card.tsx';
import { useChecks } from './use-checks.ts';
import { type RunOnRepost, useRepost } from './use-repost.ts';

/** A region's reuse of a story: source and result, its versions, and where they go. */
export function RepostScreen({ first }: { first: RepostPage }) {
  const t = useTranslations('reposts');
  const { repost, run, refused, busy, heard } = useRepost(first);
  const { story, versions, targets } = repost;
  const [chosen, setChosen] = useState('');
  const goesOn = targets.some(({ findings }) => findings.length > 0);
  useChecks(repost.id, goesOn);
  const asked = targets.find(({ state }) => state === 'in_review')?.versionId;
  const shown =
    versions.find(({ id }) => id === chosen) ?? versions.find(({ id }) => id === asked) ?? versions[0];
  const pictures = useRef<HTMLElement>(null);
  const show = (versionId: string) => {
    setChosen(versionId);
    pictures.current?.scrollIntoView({ block: 'start' });
  };
  return (
    <div className="mx-auto max-w-360 px-4 pb-12 md:px-8">
      <div className="pt-4">
        <BackLink href="/reposts">{t('title')}</BackLink>
      </div>
      <header className="pt-2 pb-6">
        <h1 className="text-xl">{t('fromTo', { source: story.region, region: repost.region.name })}</h1>
        <p className="mt-1 text-muted">
          <Link href={`/stories/${story.code}`} className="underline">
            <bdi>@{story.username}</bdi>
          </Link>
          {' · '}
          {t('by', { name: repost.by })}
        </p>
      </header>
      {refused === null ? null : (
        <div className="pb-4">
          <Notice look="bad">{refused}</Notice>
        </div>
      )}
      <ReuseNotice repost={repost} onDone={heard} />
      <div className="grid gap-8 lg:grid-cols-2">
        <section
          ref={pictures}
          aria-labelledby="versions"
          className="flex min-w-0 scroll-mt-4 flex-col gap-4 lg:sticky lg:top-4 lg:self-start"
        >
          <h2 id="versions" className="flex min-h-9 items-center text-lg">
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
          <div className="flex flex-wrap items-center justify-between gap-2">
            <h2 id="targets" className="text-lg">
              {t('targets')}
            </h2>
            {goesOn ? (
              <Button
                look="quiet"
                disabled={busy}
                onClick={() => void run(() => checkAgain(repost.id), t('done.check'))}
              >
                {t('checkAgain')}
              </Button>
            ) : null}
          </div>
          {targets.length === 0 ? <p className="text-muted">{t('noTargetsLead')}</p> : null}
          {targets.map((target) => (
            <TargetCard
              key={target.id}
              target={target}
              versions={versions}
              shownId={shown?.id}
              onShow={show}
              busy={busy}
              run={run}
            />
          ))}
          {repost.mayEdit ? <AddTargets repost={repost} busy={busy} run={run} /> : null}
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
