'use client';

import { useTranslations } from 'next-intl';
import { endSessionsAction } from '#app/(signed-in)/people/actions.ts';
import type { PersonPage } from '#lib/people/person-row.ts';
import { Moment } from '#components/time/moment.tsx';
import { SmallForm } from './small-form.tsx';

type Props = { person: PersonPage; onDone: (message: string) => void };

/** Where a person is signed in; each device, or all, can be signed out. */
export function PersonDevices({ person, onDone }: Props) {
  const t = useTranslations('people');
  if (person.sessions.length === 0) return <p className="text-muted">{t('noDevices')}</p>;
  const ends = { action: endSessionsAction, onDone };
  return (
    <>
      <ul>
        {person.sessions.map(({ id, device, lastUsedAt, current }) => (
          <li key={id} className="flex items-center gap-4 border-t hairline py-3 first:border-t-0">
            <div className="min-w-0 flex-1">
              <p className="truncate font-strong">{device}</p>
              <p className="text-muted">
                {current ? t('thisDevice') : t.rich('lastUsed', { at: () => <Moment at={lastUsedAt} /> })}
              </p>
            </div>
            <SmallForm
              {...ends}
              values={{ userId: person.id, sessionId: id }}
              label={t('signOutLabel', { device })}
            >
              {t('signOut')}
            </SmallForm>
          </li>
        ))}
      </ul>
      {person.sessions.length > 1 ? (
        <SmallForm {...ends} values={{ userId: person.id }}>
          {t('signOutAll')}
        </SmallForm>
      ) : null}
    </>
  );
}
