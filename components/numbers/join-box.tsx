'use client';

import { Check, Copy, MessageCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { joinText } from '#lib/regions/join-link.ts';
import { Button, buttonClass } from '#components/ui/button.tsx';

/** How an invited number joins: what its phone must send, and a link that opens WhatsApp with it written. */
export function JoinBox({ code, link, label }: { code: string; link: string | null; label: string }) {
  const t = useTranslations('numbers');
  const [copied, setCopied] = useState(false);
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
          <a href={link} target="_blank" rel="noreferrer" className={buttonClass('plain')}>
            <MessageCircle aria-hidden="true" className="size-4" />
            {t('joinOpen')}
          </a>
          <Button
            look="quiet"
            onClick={() => {
              void navigator.clipboard?.writeText(link).then(() => setCopied(true));
            }}
          >
            {copied ? (
              <Check aria-hidden="true" className="size-4" />
            ) : (
              <Copy aria-hidden="true" className="size-4" />
            )}
            <span aria-live="polite">{copied ? t('joinCopied') : t('joinCopy')}</span>
          </Button>
        </div>
      )}
    </div>
  );
}
