'use client';

import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { whoIsLeft } from '#lib/reposts/who-is-left.ts';

type Props = { people: readonly { id: string; name: string }[]; selfId: string };

/** What is too few about those who approve, since nobody approves their own work. Nothing where they are enough. */
export function ApproversLeftWords({ people, selfId }: Props) {
  const t = useTranslations('approvers');
  const left = whoIsLeft(
    people.map(({ id }) => id),
    selfId,
  );
  if (left === 'enough') return null;
  return (
    <p className="flex gap-1.5 text-sm text-pretty text-warn">
      <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <span>{t(`left.${left}`, { name: people[0]?.name ?? '' })}</span>
    </p>
  );
}
