'use client';

import { useRouter } from 'next/navigation';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { PersonPage, RoleRegions } from '#lib/people/person-row.ts';
import { AuditLink } from '#components/audit/audit-link.tsx';
import { ExactMoment } from '#components/time/moment.tsx';
import { BackLink } from '#components/ui/back-link.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Part } from '#components/ui/part.tsx';
import { toast } from '#components/ui/toast.ts';
import { PersonDevices } from './person-devices.tsx';
import { PersonNumbers } from './person-numbers.tsx';
import { type PersonAct, PersonQuestion } from './person-question.tsx';
import { PersonState } from './person-state.tsx';
import { useRoleWords } from './role-words.tsx';

type Props = { person: PersonPage; places: RoleRegions; isSelf: boolean };

/** One person: what they may do, where they are signed in, and what was changed. */
export function PersonScreen({ person, places, isSelf }: Props) {
  const t = useTranslations('people');
  const format = useFormatter();
  const router = useRouter();
  const words = useRoleWords(places);
  const [act, setAct] = useState<PersonAct | null>(null);
  const done = (message: string) => {
    toast(message);
    router.refresh();
  };
  return (
    <div className="mx-auto max-w-200 px-4 pb-12 md:px-8">
      <BackLink href="/people">{t('back')}</BackLink>
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3 pt-2 pb-6">
        <div className="min-w-0">
          <h1 className="text-xl wrap-anywhere">{person.name}</h1>
          <p className="flex flex-wrap gap-x-4 pt-1 text-muted">
            <PersonState state={person.state} />
            {person.email === null ? null : <span className="wrap-anywhere">{person.email}</span>}
            <span>
              {t('signsInBy', { means: format.list(person.means.map((each) => t(`means.${each}`))) })}
            </span>
          </p>
        </div>
        {person.mayManage ? <Button onClick={() => setAct('rename')}>{t('edit')}</Button> : null}
      </header>
      {person.state === 'disabled' ? (
        <div className="pb-6">
          <Notice look="bad">{t('isDisabled', { name: person.name })}</Notice>
        </div>
      ) : null}
      {person.mayManage ? null : (
        <div className="pb-6">
          <Notice look="plain">{t('limited', { name: person.name })}</Notice>
        </div>
      )}
      <Part title={t('roles')} lead={t('rolesLead')}>
        <p className="pb-3 wrap-anywhere">{words(person.grants)}</p>
        <Button onClick={() => setAct('roles')}>{t('editRoles')}</Button>
      </Part>
      {person.mayManage ? (
        <>
          <Part title={t('devices')} lead={t('devicesLead')}>
            <PersonDevices person={person} onDone={done} />
          </Part>
          <Part title={t('numbers')} lead={t('numbersLead', { name: person.name })}>
            <PersonNumbers person={person} onLink={() => setAct('link-number')} onDone={done} />
          </Part>
          <Part title={t('accounts')}>
            {person.identities.length === 0 ? <p className="text-muted">{t('noAccounts')}</p> : null}
            <ul>
              {person.identities.map(({ id, issuer }) => (
                <li key={id} className="wrap-anywhere">
                  {issuer}
                </li>
              ))}
            </ul>
          </Part>
          {isSelf ? null : (
            <Part title={t('access')} lead={t('accessLead')}>
              {person.state === 'disabled' ? (
                <Button onClick={() => setAct('enable')}>{t('enable')}</Button>
              ) : (
                <Button onClick={() => setAct('disable')}>{t('disable')}</Button>
              )}
            </Part>
          )}
          <Part title={t('changes')}>
            <Changes changes={person.changes} />
            <AuditLink thingId={person.id} />
          </Part>
        </>
      ) : null}
      {act === null ? null : (
        <PersonQuestion
          act={act}
          person={person}
          places={places}
          onClose={() => setAct(null)}
          onDone={done}
        />
      )}
    </div>
  );
}

function Changes({ changes }: Pick<PersonPage, 'changes'>) {
  const t = useTranslations('people');
  if (changes.length === 0) return <p className="text-muted">{t('noChanges')}</p>;
  return (
    <ul>
      {changes.map(({ id, at, action, by }) => (
        <li key={id} className="border-t hairline py-2 first:border-t-0">
          <p>{t(`change.${action}`)}</p>
          <p className="text-muted">
            <ExactMoment at={at} /> {by === null ? t('changeBySystem') : t('changeBy', { name: by })}
          </p>
        </li>
      ))}
    </ul>
  );
}
