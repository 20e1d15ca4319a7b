'use client';

import { ChevronDown, CircleAlert, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { AlarmGroup, AlarmItem } from '#lib/status/status-page.ts';
import { isGrave } from '#lib/words.ts';
import { Moment } from '#components/time/moment.tsx';
import { MetaLine } from '#components/ui/meta-line.tsx';
import { alarmPath } from './alarm-path.ts';
import { Told } from './told.tsx';

/** Everything of a kind that is amiss: the sentence, what to do next, and which things they are. */
export function AlarmRow({
  group: { kind, count, items, told },
  phones,
}: {
  group: AlarmGroup;
  phones: number;
}) {
  const t = useTranslations('status');
  const grave = isGrave(kind);
  const [Icon, color] = grave ? [CircleAlert, 'text-bad'] : [TriangleAlert, 'text-warn'];
  const named = items.filter(({ name, region, path }) => (name ?? region ?? path) !== null);
  const way = alarmPath(kind);
  const oldest = items.at(-1);
  const facts = Object.fromEntries(
    Object.entries(items[0]?.detail ?? {}).filter(([name]) => name !== 'count'),
  );
  return (
    <li className="flex gap-3 border-t hairline py-4" data-alarm={kind}>
      <Icon aria-hidden="true" className={`mt-0.5 size-5 shrink-0 ${color}`} />
      <div className="min-w-0 flex-1">
        <h3 className="text-base font-strong text-pretty">
          {grave ? <span className="sr-only">{t('grave')} </span> : null}
          {t(`alarm.${kind}.what`, { used: 0, limit: 0, ...facts, kind: t(kindKey(facts['kind'])), count })}
        </h3>
        <p className="max-w-160 text-pretty text-muted">
          {t(`alarm.${kind}.do`)}{' '}
          {way === undefined ? null : (
            <Link href={way.path} className="text-accent underline underline-offset-2">
              {t(`alarm.${way.kind}.link`)}
            </Link>
          )}
        </p>
        {oldest === undefined ? null : (
          <p className="mt-1 text-sm text-muted">
            {t('since')} <Moment at={oldest.openedAt} />
          </p>
        )}
        {told === null ? null : <Told told={told} phones={phones} />}
        {named.length === 0 ? null : <Things items={named} more={count - items.length} />}
      </div>
    </li>
  );
}

const kinds = ['story', 'rollup', 'summary', 'joined', 'problem', 'approval', 'alarm', 'reply'] as const;
const kindKey = (kind: unknown) => `kind.${kinds.find((each) => each === kind) ?? 'story'}` as const;

function Things({ items, more }: { items: readonly AlarmItem[]; more: number }) {
  const t = useTranslations('status');
  const list = (
    <ul className="mt-1">
      {items.map((item) => (
        <li key={item.id} className="py-1">
          <MetaLine facts={factsOf(item)} />
        </li>
      ))}
      {more > 0 ? <li className="py-1 text-muted">{t('more', { count: more })}</li> : null}
    </ul>
  );
  if (items.length <= 3) return list;
  return (
    <details className="group">
      <summary className="inline-flex min-h-9 list-none items-center gap-1 rounded-md text-accent pointer-coarse:min-h-11">
        {t('which')}
        <ChevronDown
          aria-hidden="true"
          className="size-4 transition-transform duration-120 group-open:rotate-180"
        />
      </summary>
      {list}
    </details>
  );
}

function factsOf({ name, path, region, openedAt, detail }: AlarmItem) {
  const called = name ?? region ?? String(detail['code'] ?? '');
  const first =
    path === null ? (
      <span>{called}</span>
    ) : (
      <Link href={path} className="underline underline-offset-2 hover:text-accent">
        {called}
      </Link>
    );
  return [
    { key: 'name', fact: first },
    ...(name !== null && region !== null ? [{ key: 'region', fact: <span>{region}</span> }] : []),
    { key: 'since', fact: <Moment at={openedAt} className="text-muted" /> },
  ];
}
