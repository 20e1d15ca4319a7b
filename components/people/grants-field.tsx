'use client';

import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Grant } from '#lib/actor.ts';
import type { RoleRegions } from '#lib/people/person-row.ts';
import { roles } from '#lib/words.ts';
import { Button, IconButton } from '#components/ui/button.tsx';
import { SelectField } from '#components/ui/field.tsx';
import { Notice } from '#components/ui/notice.tsx';

type Line = { key: number; role: string; place: string };

const lineOf = ({ role, regionId }: Grant, key: number): Line => ({ key, role, place: regionId ?? 'all' });

/** Roles, each with where it counts; sent as one field `grant` for each. */
export function GrantsField({
  first,
  places,
  error,
}: {
  first: readonly Grant[];
  places: RoleRegions;
  error: string | undefined;
}) {
  const t = useTranslations('people');
  const [lines, setLines] = useState(() => first.map(lineOf));
  const [next, setNext] = useState(first.length);
  const where = [
    ...(places.everywhere ? [{ value: 'all', label: t('everywhere') }] : []),
    ...places.regions.map(({ id, name }) => ({ value: id, label: name })),
  ];
  const change = (key: number, part: Partial<Line>) =>
    setLines((before) => before.map((line) => (line.key === key ? { ...line, ...part } : line)));
  return (
    <fieldset>
      <legend className="pb-1.5 text-sm font-strong">{t('roles')}</legend>
      <p className="pb-3 text-sm text-muted">{t('rolesLead')}</p>
      {lines.map((line) => (
        <div
          key={line.key}
          className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-end gap-2 pb-3"
        >
          <input type="hidden" name="grant" value={`${line.role}:${line.place}`} />
          <SelectField
            label={t('roleLabel')}
            value={line.role}
            onChange={(event) => change(line.key, { role: event.currentTarget.value })}
            options={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          />
          <SelectField
            label={t('placeLabel')}
            value={line.place}
            onChange={(event) => change(line.key, { place: event.currentTarget.value })}
            // A region that is archived, or gone meanwhile, must not turn into another by editing.
            options={
              where.some(({ value }) => value === line.place)
                ? where
                : [{ value: line.place, label: '…' }, ...where]
            }
          />
          <IconButton
            aria-label={t('removeRole')}
            onClick={() => setLines((before) => before.filter(({ key }) => key !== line.key))}
          >
            <X aria-hidden="true" className="size-5" />
          </IconButton>
        </div>
      ))}
      <Button
        onClick={() => {
          const free = where.find(({ value }) => lines.every(({ place }) => place !== value)) ?? where[0];
          setLines((before) => [...before, { key: next, role: 'viewer', place: free?.value ?? 'all' }]);
          setNext(next + 1);
        }}
      >
        <Plus aria-hidden="true" className="size-4" />
        {t('addRole')}
      </Button>
      {error === undefined ? null : (
        <div className="pt-3">
          <Notice look="bad">{error}</Notice>
        </div>
      )}
    </fieldset>
  );
}
