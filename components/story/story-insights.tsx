'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { StoryDetail } from '#lib/feed/feed-story.ts';
import {
  type Figures,
  mainFigures,
  type NavigationFigure,
  navigationFigures,
} from '#lib/insights/figures.ts';
import { ExactMoment } from '#components/time/moment.tsx';

/** How a story did on Instagram, as far as Instagram tells. */
export function StoryInsights({ story: { insights } }: { story: StoryDetail }) {
  const t = useTranslations('insights');
  const format = useFormatter();
  const { figures, at, final, trouble, goesOn } = insights;
  const shown = mainFigures.filter((name) => figures[name] !== undefined);
  return (
    <section aria-labelledby="insights">
      <h2 id="insights" className="text-lg">
        {t('title')}
      </h2>
      <p className="mt-1 text-pretty text-muted">
        {at === null ? null : final ? t('final') : t.rich('asOf', { at: () => <ExactMoment at={at} /> })}{' '}
        {trouble === null
          ? at === null
            ? goesOn
              ? t('notYet')
              : t('never')
            : null
          : t(`trouble.${trouble}`)}
      </p>
      {shown.length === 0 ? null : (
        <dl className="mt-3 grid grid-cols-[repeat(auto-fill,minmax(7rem,1fr))] gap-x-4 gap-y-3">
          {shown.map((name) => (
            <div key={name} className="flex flex-col-reverse">
              <dt className="text-sm text-muted">{t(`figure.${name}`)}</dt>
              <dd className="figures text-lg">{format.number(figures[name]!)}</dd>
            </div>
          ))}
        </dl>
      )}
      <Navigation figures={figures} />
    </section>
  );
}

const colours: Record<NavigationFigure, string> = {
  tap_forward: 'bg-accent forced-colors:bg-[Highlight]',
  tap_back: 'bg-accent/60 forced-colors:bg-[LinkText]',
  swipe_forward: 'bg-edge forced-colors:bg-[CanvasText]',
  tap_exit: 'bg-line forced-colors:bg-[GrayText]',
};

/** How people went on, as a bar of parts, with what each is in words. */
function Navigation({ figures }: { figures: Figures }) {
  const t = useTranslations('insights');
  const format = useFormatter();
  const parts = navigationFigures.flatMap((name) => {
    const count = figures[name] ?? 0;
    return count > 0 ? [{ name, count }] : [];
  });
  if (parts.length === 0) return null;
  return (
    <div className="mt-4">
      <h3 className="text-sm text-muted">{t('navigation')}</h3>
      <div aria-hidden="true" className="mt-2 flex h-1 forced-color-adjust-none gap-1">
        {parts.map(({ name, count }) => (
          <span key={name} className={`rounded-full ${colours[name]}`} style={{ flexGrow: count }} />
        ))}
      </div>
      <ul className="figures mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {parts.map(({ name, count }) => (
          <li key={name} className="flex items-center gap-1.5">
            <span
              aria-hidden="true"
              className={`size-2 rounded-full forced-color-adjust-none ${colours[name]}`}
            />
            {t(`went.${name}`, { count: format.number(count) })}
          </li>
        ))}
      </ul>
    </div>
  );
}
