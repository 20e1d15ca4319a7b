'use client';

import { Check } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { RegionsPage } from '#lib/regions/region-row.ts';
import { numberStates } from '#lib/words.ts';
import { buttonClass } from '#components/ui/button.tsx';

const steps = [
  { key: 'connection', href: '/connections' },
  { key: 'regions', href: '/regions/add' },
  { key: 'accounts', href: '/regions/accounts' },
  { key: 'numbers', href: '/numbers/import' },
  { key: 'routes', href: '/routes' },
] as const;

type Done = Record<(typeof steps)[number]['key'], boolean>;

/** What of the set-up is done, from what is there. */
export function setUpDone({ regions, unmappedAccounts, connected }: RegionsPage): Done {
  const hasNumbers = regions.some((row) => numberStates.some((state) => row.numberCounts[state] > 0));
  return {
    connection: connected,
    regions: regions.length > 0,
    accounts: regions.some((row) => row.accounts.length > 0) && unmappedAccounts.length === 0,
    numbers: hasNumbers,
    // Everybody hears everybody until somebody says otherwise, so this is never in the way.
    routes: false,
  };
}

/** Leads a new admin from an empty brand to phones that hear: what comes next is the button. */
export function NextSteps({ page }: { page: RegionsPage }) {
  const t = useTranslations('nextSteps');
  const done = setUpDone(page);
  const next = steps.find(({ key }) => !done[key]);
  return (
    <section aria-labelledby="next-steps" className="mb-8 rounded-card bg-sunken px-5 py-5">
      <h2 id="next-steps" className="text-lg">
        {t('title')}
      </h2>
      <ol className="mt-3 grid gap-x-6 gap-y-4 md:grid-cols-2 xl:grid-cols-5">
        {steps.map(({ key, href }, at) => (
          <li key={key} className="flex gap-3">
            <span
              aria-hidden="true"
              className={`figures grid size-7 shrink-0 place-items-center rounded-full text-sm font-strong ${done[key] ? 'bg-accent-soft text-accent' : key === next?.key ? 'bg-accent text-on-accent' : 'border border-edge text-muted'}`}
            >
              {done[key] ? <Check className="size-4" /> : at + 1}
            </span>
            <div className="min-w-0">
              <p className="font-strong">
                {t(`step.${key}.title`)}
                {done[key] ? <span className="sr-only">{t('done')}</span> : null}
              </p>
              <p className="text-sm text-pretty text-muted">{t(`step.${key}.lead`)}</p>
              {key === next?.key ? (
                <Link href={href} className={buttonClass('primary', 'mt-2')}>
                  {t(`step.${key}.go`)}
                </Link>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
