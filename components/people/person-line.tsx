'use client';

import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { PersonRow } from '#lib/people/person-row.ts';
import { Moment } from '#components/time/moment.tsx';
import { PersonState } from './person-state.tsx';

/** One person of the list. */
export function PersonLine({
  person,
  roleWords,
  children,
}: {
  person: PersonRow;
  roleWords: string;
  children?: ReactNode;
}) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t hairline py-3 first:border-t-0">
      <div className="grid min-w-0 flex-1 basis-60 gap-x-6 gap-y-0.5 md:grid-cols-[minmax(0,3fr)_minmax(0,3fr)_7rem] md:items-center">
        <div className="min-w-0">
          <Link
            href={`/people/${person.id}`}
            className="inline-flex min-h-11 max-w-full items-center font-strong wrap-anywhere hover:text-accent md:min-h-0"
          >
            {person.name}
          </Link>
          <p className="wrap-anywhere text-muted">{roleWords}</p>
        </div>
        <div className="min-w-0 text-muted">
          <Seen person={person} />
          <Means person={person} />
        </div>
        <PersonState state={person.state} />
      </div>
      {children === undefined ? null : <div className="flex flex-wrap gap-2">{children}</div>}
    </li>
  );
}

function Seen({ person }: { person: PersonRow }) {
  const t = useTranslations('people');
  const format = useFormatter();
  if (person.state === 'invited') {
    if (person.invitedUntil === null) return <p>{t('invitationOver')}</p>;
    const at = format.dateTime(new Date(person.invitedUntil), { day: 'numeric', month: 'long' });
    return <p>{t('invitedUntil', { at })}</p>;
  }
  const { lastSeenAt } = person;
  if (lastSeenAt === null) return <p>{t('neverSeen')}</p>;
  return <p>{t.rich('lastSeen', { at: () => <Moment at={lastSeenAt} /> })}</p>;
}

function Means({ person }: { person: PersonRow }) {
  const t = useTranslations('people');
  const format = useFormatter();
  const means = format.list(person.means.map((each) => t(`means.${each}`)));
  return (
    <p>
      {t('signsInBy', { means })}
      {person.numbers.map(({ id, shortened }) => (
        <span key={id} className="figures ms-2 inline-block" dir="ltr">
          {shortened}
        </span>
      ))}
    </p>
  );
}
