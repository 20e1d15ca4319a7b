'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { DemoPerson } from '#lib/people/demo-person.ts';
import { Notice } from '#components/ui/notice.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { useSignIn } from './use-sign-in.ts';

/** The demo brand's people by region, each a button. Exists in sandbox mode only. */
export function DemoPeople({ people, to }: { people: DemoPerson[]; to: string }) {
  const t = useTranslations('signIn');
  const { state, refusal, signInWith } = useSignIn('demo', to);
  const [chosen, setChosen] = useState<string | null>(null);
  if (people.length === 0) return <p className="mt-3 text-base text-muted">{t('noDemoPeople')}</p>;
  const busy = state === 'busy';
  const choose = (userId: string) => {
    if (busy) return;
    setChosen(userId);
    void signInWith({ userId });
  };
  return (
    <>
      <p className="mt-2 max-w-140 text-base text-pretty text-muted">{t('chooseDemo')}</p>
      <div className="mt-6">
        {state === 'failed' ? <Notice look="bad">{refusal ?? t('failed')}</Notice> : null}
      </div>
      {byRegion(people).map(([regionName, team]) => (
        <section key={regionName ?? ''} className="border-t hairline py-4 sm:flex sm:gap-6">
          <h2 className="w-36 shrink-0 pb-2 text-sm sm:pt-3">{regionName ?? t('everywhere')}</h2>
          <ul className="flex flex-1 flex-wrap gap-2">
            {team.map((person) => (
              <li key={person.userId} className="min-w-40 flex-1 sm:max-w-60">
                <button
                  type="button"
                  aria-disabled={busy}
                  onClick={() => choose(person.userId)}
                  className="flex min-h-14 w-full items-center justify-between gap-2 rounded-md border border-edge bg-raised px-3.5 py-2 text-start transition-colors duration-120 hover:border-accent hover:bg-accent-soft aria-disabled:opacity-60"
                >
                  <span className="min-w-0">
                    <span className="block truncate font-strong">{person.name}</span>
                    <span className="block text-xs text-muted">{t(`role.${person.role}`)}</span>
                  </span>
                  {busy && chosen === person.userId ? <Spinner /> : null}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p role="status" className="sr-only">
        {busy ? t('busy') : null}
      </p>
    </>
  );
}

/** People whose role holds everywhere come first, then region by region. */
function byRegion(people: readonly DemoPerson[]): [string | null, DemoPerson[]][] {
  return [...Map.groupBy(people, (person) => person.regionName)].toSorted(
    ([a], [b]) => Number(a !== null) - Number(b !== null),
  );
}
