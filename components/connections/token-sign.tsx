'use client';

import { CircleAlert, CircleCheck, Hourglass, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { TokenRow } from '#lib/accounts/connections-page.ts';
import { warningStage } from '#lib/accounts/token-time.ts';
import { type StateLook, StateSign } from '#components/ui/state-sign.tsx';

const looks = {
  works: { Icon: CircleCheck, color: 'text-ink [&_svg]:text-accent' },
  lacking: { Icon: TriangleAlert, color: 'text-ink [&_svg]:text-warn' },
  unable: { Icon: CircleAlert, color: 'text-bad' },
  ending: { Icon: TriangleAlert, color: 'text-ink [&_svg]:text-warn' },
  refused: { Icon: CircleAlert, color: 'text-bad' },
  checking: { Icon: Hourglass, color: 'text-muted' },
} satisfies Record<string, StateLook>;

/** How a token stands in one word: what matters most of all that is so. */
export function tokenStanding(token: TokenRow, now: Date): keyof typeof looks {
  const { state, checking, missing, expiresAt } = token;
  if (state === 'checking' || (checking && state === 'broken')) return 'checking';
  if (state === 'broken') return 'refused';
  if (missing.some(({ weight }) => weight === 'needed')) return 'unable';
  if (expiresAt !== null && warningStage(new Date(expiresAt), now) !== undefined) return 'ending';
  return missing.length > 0 ? 'lacking' : 'works';
}

/** The same with its sign. */
export function TokenSign({ standing }: { standing: keyof typeof looks }) {
  const t = useTranslations('connections');
  return <StateSign look={looks[standing]}>{t(`standing.${standing}`)}</StateSign>;
}
