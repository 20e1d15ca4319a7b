'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { TextField } from '#components/ui/field.tsx';

/** From so many on, one looks for a person rather than at all of them. */
const manyPeople = 8;

/** `regions`: where they have a role; NULL: everywhere; undefined: they are disabled. */
type Person = { id: string; name: string; regions: string[] | null | undefined };

type Props = {
  people: readonly Person[];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
  error: string | undefined;
};

/** Several of many people; sent as one field `userIds` for each. */
export function PeopleChoice({ people, chosen, onChange, error }: Props) {
  const t = useTranslations('approvers');
  const [text, setText] = useState('');
  // Who was in it when the form opened stands first; nobody moves away from under a finger.
  const [first] = useState(chosen);
  const ordered = [...people.filter(({ id }) => first.has(id)), ...people.filter(({ id }) => !first.has(id))];
  const wanted = text.trim().toLocaleLowerCase();
  const shown = ordered.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-1.5 text-sm font-strong">{t('people', { count: chosen.size })}</legend>
      {[...chosen].map((id) => (
        <input key={id} type="hidden" name="userIds" value={id} />
      ))}
      {people.length > manyPeople ? (
        <TextField
          type="search"
          label={t('search')}
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          // Enter looks, and does not send the form.
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.preventDefault();
          }}
        />
      ) : null}
      <div className="max-h-60 overflow-y-auto rounded-md border border-edge px-3 py-1">
        {shown.length === 0 ? <p className="py-2 text-sm text-muted">{t('noneFound')}</p> : null}
        {shown.map((person) => (
          <label
            key={person.id}
            className="flex min-h-11 cursor-pointer items-center gap-3 border-t hairline py-1.5 first:border-t-0"
          >
            <input
              type="checkbox"
              checked={chosen.has(person.id)}
              onChange={(event) => {
                const next = new Set(chosen);
                if (event.currentTarget.checked) next.add(person.id);
                else next.delete(person.id);
                onChange(next);
              }}
              className="size-5 shrink-0 accent-accent"
            />
            <span className="min-w-0 wrap-anywhere">
              {person.name}
              <span className="block text-sm text-muted">
                <Where person={person} />
              </span>
            </span>
          </label>
        ))}
      </div>
      {error === undefined ? null : (
        <p role="alert" className="text-sm text-bad">
          {error}
        </p>
      )}
    </fieldset>
  );
}

const regionsShown = 3;

function Where({ person: { regions } }: { person: Person }) {
  const t = useTranslations('approvers');
  const format = useFormatter();
  if (regions === undefined) return t('disabled');
  if (regions === null) return t('everywhere');
  if (regions.length === 0) return t('noRole');
  const more = regions.length - regionsShown;
  return format.list([...regions.slice(0, regionsShown), ...(more > 0 ? [t('more', { count: more })] : [])]);
}
