'use client';

import { CircleAlert, CircleCheck, CircleDashed, CircleMinus, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { SetUpItem, SetUpKey, SetUpState } from '#lib/set-up/set-up-items.ts';

const looks = {
  good: { Icon: CircleCheck, color: 'text-accent' },
  attention: { Icon: TriangleAlert, color: 'text-warn' },
  bad: { Icon: CircleAlert, color: 'text-bad' },
  waiting: { Icon: CircleDashed, color: 'text-muted' },
  off: { Icon: CircleMinus, color: 'text-muted' },
} as const satisfies Record<SetUpState, unknown>;

/** Where one sees to a point; the others are seen to at Meta, or on the server. */
const ways: Partial<Record<SetUpKey, string>> = {
  token: '/connections',
  scopes: '/connections',
  accounts: '/regions/accounts',
  templates: '/templates',
};

/** Sentences by keys that the compiler cannot know: which there are is held by tests/unit/set-up. */
type Sentences = {
  (key: string, values?: Record<string, string | number>): string;
  has: (key: string) => boolean;
};

/** One point of the set-up: how it stands, and what to do where something is to be done. */
export function SetUpRow({ item: { key, state, says, values } }: { item: SetUpItem }) {
  const t = useTranslations('setUp') as unknown as Sentences;
  const { Icon, color } = looks[state];
  const way = ways[key];
  const place = placeOf(t, key, says);
  const remedy = `point.${placeOf(t, key, `${says}Do`)}.${says}Do`;
  return (
    <li className="flex gap-3 border-t hairline py-4" data-point={key} data-state={state}>
      <Icon aria-hidden="true" className={`mt-0.5 size-5 shrink-0 ${color}`} />
      <div className="min-w-0 flex-1">
        <h2 className="text-base font-strong">
          {t(`point.${key}.title`)}
          <span className="sr-only">: {t(`state.${state}`)}</span>
        </h2>
        <p className="text-pretty break-words">{t(`point.${place}.${says}`, values)}</p>
        {t.has(remedy) ? (
          <p className="mt-0.5 text-pretty break-words text-muted">
            {t(remedy, values)}{' '}
            {way === undefined ? null : (
              <Link href={way} className="text-accent underline underline-offset-2">
                {t(`point.${key}.link`)}
              </Link>
            )}
          </p>
        ) : null}
      </div>
    </li>
  );
}

/** Sentences that several points share stand once: with those of WhatsApp's webhooks for Instagram's, or with all. */
function placeOf(t: Sentences, key: SetUpKey, says: string): string {
  const places = key === 'insightsWebhook' ? [key, 'webhooks'] : [key];
  return places.find((place) => t.has(`point.${place}.${says}`)) ?? 'common';
}
