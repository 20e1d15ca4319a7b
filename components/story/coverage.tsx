'use client';

import { ChevronDown } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import type { RegionCoverage, StoryDetail } from '#lib/feed/feed-story.ts';
import { RegionMark } from '#components/region/region-mark.tsx';
import { useListWords } from '#components/ui/use-list-words.ts';
import { Notice } from '#components/ui/notice.tsx';
import { AlertedRow } from './alerted-row.tsx';
import { CoverageBar } from './coverage-bar.tsx';

const clock = { hour: '2-digit', minute: '2-digit', hour12: false } as const;

/** Who was told of a story: all together, then each region, which unfolds to its numbers. */
export function Coverage({ story }: { story: StoryDetail }) {
  const t = useTranslations('coverage');
  const format = useFormatter();
  const told = sum(story.coverage, 'told');
  const unreached = story.coverage.filter((each) => each.unreached).map(({ region }) => region.name);
  return (
    <section aria-labelledby="coverage">
      <h2 id="coverage" className="text-lg">
        {t('title')}
      </h2>
      {!story.alerted ? (
        <p className="mt-1 text-muted">{t('notAlerted')}</p>
      ) : !story.planned ? (
        <p className="mt-1 text-muted">{t('planning')}</p>
      ) : story.coverage.length === 0 ? (
        <p className="mt-1 text-muted">{t('nobody')}</p>
      ) : (
        <>
          <p className="mt-1 text-muted">
            {t('summary', {
              told,
              reached: sum(story.coverage, 'reached'),
              seen: sum(story.coverage, 'seen'),
            })}
          </p>
          {unreached.length === 0 ? null : (
            <div className="mt-3">
              <Notice look="bad">
                {t('unreached', { regions: format.list(unreached), count: unreached.length })}
              </Notice>
            </div>
          )}
          <ul className="mt-3">
            {story.coverage.map((coverage) => (
              <li key={coverage.region.id} className="border-t hairline">
                <RegionRow coverage={coverage} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function RegionRow({ coverage }: { coverage: RegionCoverage }) {
  const { numbers } = coverage;
  if (numbers === null || numbers.length === 0) {
    return (
      <div className="flex items-center gap-3 py-3 pe-8">
        <RegionLine coverage={coverage} />
      </div>
    );
  }
  return (
    <details className="group/region">
      <summary className="-mx-2 flex list-none items-center gap-3 rounded-md px-2 py-3 -outline-offset-2 hover:bg-sunken">
        <RegionLine coverage={coverage} />
        <ChevronDown
          aria-hidden="true"
          className="size-5 shrink-0 text-muted transition-[rotate] duration-160 group-open/region:rotate-180"
        />
      </summary>
      <ul className="ps-10 pb-3">
        {numbers.map((alerted) => (
          <AlertedRow key={alerted.alertId} alerted={alerted} />
        ))}
      </ul>
    </details>
  );
}

function RegionLine({ coverage }: { coverage: RegionCoverage }) {
  const t = useTranslations('coverage');
  const format = useFormatter();
  const list = useListWords();
  const { region, told, reached, seen, failed, leftOut, held } = coverage;
  const waiting = coverage.waiting - held.reduce((sum, { count }) => sum + count, 0);
  const facts = [
    told === 0 ? t('noneTold') : t('reached', { reached, told }),
    ...(seen > 0 ? [t('seen', { seen })] : []),
    ...(waiting > 0 ? [t('waiting', { waiting })] : []),
    ...held.map(({ reason, count, until }) =>
      t(`held.${reason}`, { count, time: format.dateTime(new Date(until), clock) }),
    ),
    ...leftOut.map(({ reason, count }) => t(`leftOut.${reason}`, { count })),
    ...(failed > 0
      ? [
          <span key="failed" className="text-bad">
            {t('failed', { failed })}
          </span>,
        ]
      : []),
  ];
  return (
    <>
      <RegionMark markText={region.markText} markColor={region.markColor} className="size-7 shrink-0" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span className="font-strong">{region.name}</span>
          <span className="figures text-muted">{list(facts)}</span>
        </p>
        <div className="mt-2">
          <CoverageBar coverage={coverage} />
        </div>
      </div>
    </>
  );
}

const sum = (list: readonly RegionCoverage[], field: 'told' | 'reached' | 'seen') =>
  list.reduce((total, each) => total + each[field], 0);
