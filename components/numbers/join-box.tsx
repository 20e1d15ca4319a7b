'use client';

import { useTranslations } from 'next-intl';
import { joinText } from '#lib/regions/join-link.ts';
import { LinkButtons } from './link-buttons.tsx';

/** How an invited number joins: what its phone must send, and a link that opens WhatsApp with it written. */
export function JoinBox({ code, link, label }: { code: string; link: string | null; label: string }) {
  const t = useTranslations('numbers');
  return (
    <div className="mt-2 mb-1 rounded-md bg-sunken px-4 py-3">
      <p className="text-pretty">
        {t.rich('joinHow', {
          label,
          code: () => <strong className="figures whitespace-nowrap select-all">{joinText(code)}</strong>,
        })}
      </p>
      {link === null ? (
        <p className="mt-1 text-muted">{t('joinNoSender')}</p>
      ) : (
        <div className="mt-3 flex flex-wrap gap-2">
          <LinkButtons link={link} />
        </div>
      )}
    </div>
  );
}
