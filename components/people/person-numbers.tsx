'use client';

import { useTranslations } from 'next-intl';
import { unlinkPersonNumberAction } from '#app/(signed-in)/people/actions.ts';
import type { PersonPage } from '#lib/people/person-row.ts';
import { NumberState } from '#components/numbers/number-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { SmallForm } from './small-form.tsx';

type Props = { person: PersonPage; onLink: () => void; onDone: (message: string) => void };

/** The work numbers that a person carries. */
export function PersonNumbers({ person, onLink, onDone }: Props) {
  const t = useTranslations('people');
  return (
    <>
      {person.numbers.length === 0 ? <p className="pb-3 text-muted">{t('noNumbers')}</p> : null}
      <ul>
        {person.numbers.map((each) => (
          <li
            key={each.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t hairline py-3 first:border-t-0"
          >
            <div className="min-w-0 flex-1">
              <p className="font-strong wrap-anywhere">{each.label}</p>
              <p className="flex flex-wrap gap-x-3 text-muted">
                <span className="figures" dir="ltr">
                  {each.shortened}
                </span>
                <NumberState state={each.state} />
              </p>
            </div>
            <SmallForm
              action={unlinkPersonNumberAction}
              onDone={onDone}
              values={{ userId: person.id, numberId: each.id }}
              label={t('unlinkLabel', { number: each.shortened })}
            >
              {t('unlink')}
            </SmallForm>
          </li>
        ))}
      </ul>
      {person.freeNumbers.length === 0 ? null : <Button onClick={onLink}>{t('linkNumber')}</Button>}
    </>
  );
}
