'use client';

import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { TokenRow } from '#lib/accounts/connections-page.ts';
import { Notice } from '#components/ui/notice.tsx';

/** Reasons that have a sentence of their own; any other of Meta's is told as a refusal. */
const knownReasons = [
  'token_other_app',
  'token_expired',
  'token_password_changed',
  'token_app_removed',
  'token_checkpoint',
  'token_unconfirmed',
  'token_no_page_role',
] as const;

/** What is wrong with a token, or missing from it, and what to do; and what it may do, folded. */
export function TokenNeeds({ token }: { token: TokenRow }) {
  const t = useTranslations('connections');
  const { state, brokenReason, trouble, missing, scopes, reaches } = token;
  const reason = knownReasons.find((each) => each === brokenReason) ?? 'token_invalid';
  return (
    <div className="mt-3 flex max-w-160 flex-col gap-3 empty:hidden">
      {state === 'broken' ? <Notice look="bad">{t(`reason.${reason}`)}</Notice> : null}
      {trouble === null ? null : (
        <Notice look={trouble === 'app' || trouble === 'permission' ? 'bad' : 'plain'}>
          {t(`trouble.${trouble}`)}
        </Notice>
      )}
      {state === 'healthy' && trouble === null && reaches === 0 ? (
        <Notice look="bad">{t('reachesNone')}</Notice>
      ) : null}
      {missing.length === 0 ? null : (
        <div className="text-sm">
          <p className="font-strong">{t('missing')}</p>
          <ul className="mt-1 space-y-1">
            {missing.map(({ scope }) => (
              <li key={scope} className="text-pretty">
                {t(`without.${scope}`)}{' '}
                <code className="break-all text-muted" dir="ltr">
                  {scope}
                </code>
              </li>
            ))}
          </ul>
          <p className="mt-1 text-pretty text-muted">{t('missingDo')}</p>
        </div>
      )}
      {scopes.length === 0 ? null : (
        <details className="group text-sm">
          <summary className="-mx-2 flex min-h-9 w-fit list-none items-center gap-2 rounded-md px-2 text-accent hover:bg-sunken pointer-coarse:min-h-11">
            {t('scopes', { count: scopes.length })}
            <ChevronDown
              aria-hidden="true"
              className="size-4 shrink-0 transition-[rotate] duration-160 group-open:rotate-180"
            />
          </summary>
          <ul className="mt-1 space-y-0.5">
            {scopes.toSorted().map((scope) => (
              <li key={scope}>
                <code className="break-all" dir="ltr">
                  {scope}
                </code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
