'use client';

import { Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { PersonRow, RoleRegions } from '#lib/people/person-row.ts';
import { PageHead } from '#components/shell/page-head.tsx';
import { Button } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { TextField } from '#components/ui/field.tsx';
import { toast } from '#components/ui/toast.ts';
import { InvitationQuestion } from './invitation-question.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { PeopleTabs } from './people-tabs.tsx';
import { PersonLine } from './person-line.tsx';
import { useRoleWords } from './role-words.tsx';

type Open =
  | { kind: 'invite' }
  | { kind: 'renew' | 'withdraw'; person: PersonRow }
  | { kind: 'link'; name: string; text: string };

/** Who may sign in: to search, to invite, and to open. */
export function PeopleScreen({ people, places }: { people: PersonRow[]; places: RoleRegions }) {
  const t = useTranslations('people');
  const router = useRouter();
  const words = useRoleWords(places);
  const [sought, setSought] = useState('');
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const showLink = (link: { name: string; text: string }) => {
    setOpen({ kind: 'link', ...link });
    router.refresh();
  };
  const found = people.filter((person) => matches(person, words(person.grants), sought));
  const invited = found.filter(({ state }) => state === 'invited');
  const others = found.filter(({ state }) => state !== 'invited');
  return (
    <div className="mx-auto max-w-280 px-4 pb-12 md:px-8">
      <PageHead
        title={t('title')}
        lead={places.everywhere ? t('lead') : t('leadRegional')}
        action={
          <Button look="primary" onClick={() => setOpen({ kind: 'invite' })}>
            <Plus aria-hidden="true" className="size-4" />
            {t('invite')}
          </Button>
        }
      />
      <PeopleTabs current="list" />
      <div className="max-w-120 pb-6">
        <TextField
          type="search"
          label={t('search')}
          hint={t('searchHint')}
          autoComplete="off"
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
      </div>
      {found.length === 0 ? <Empty title={t('none')}>{t('noneLead')}</Empty> : null}
      {invited.length === 0 ? null : (
        <section aria-labelledby="invitations" className="pb-8">
          <h2 id="invitations" className="pb-1 text-base">
            {t('invitations')}
          </h2>
          <ul>
            {invited.map((person) => (
              <PersonLine key={person.id} person={person} roleWords={words(person.grants)}>
                {person.mayManage ? (
                  <>
                    <Button onClick={() => setOpen({ kind: 'renew', person })}>{t('renew')}</Button>
                    <Button look="quiet" onClick={() => setOpen({ kind: 'withdraw', person })}>
                      {t('withdraw')}
                    </Button>
                  </>
                ) : null}
              </PersonLine>
            ))}
          </ul>
        </section>
      )}
      {others.length === 0 ? null : (
        <section aria-labelledby="everybody">
          <h2 id="everybody" className="pb-1 text-base">
            {t('everybody')}
          </h2>
          <ul>
            {others.map((person) => (
              <PersonLine key={person.id} person={person} roleWords={words(person.grants)} />
            ))}
          </ul>
        </section>
      )}
      {open?.kind === 'invite' ? <InviteDialog places={places} onClose={close} onLink={showLink} /> : null}
      {open?.kind === 'link' ? <LinkDialog name={open.name} text={open.text} onClose={close} /> : null}
      {open?.kind === 'renew' || open?.kind === 'withdraw' ? (
        <InvitationQuestion
          kind={open.kind}
          person={open.person}
          onClose={close}
          onDone={(message) => {
            if (open.kind === 'renew') return showLink({ name: open.person.name, text: message });
            toast(message);
            router.refresh();
          }}
        />
      ) : null}
    </div>
  );
}

/** Whether every word sought stands somewhere in what the list shows of a person. */
function matches(person: PersonRow, roleWords: string, sought: string): boolean {
  const text = [person.name, person.email, roleWords, ...person.numbers.map(({ shortened }) => shortened)]
    .join(' ')
    .toLocaleLowerCase();
  return sought
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
