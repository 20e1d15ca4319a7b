'use client';

import { Check, Copy, MessageCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button, buttonClass } from '#components/ui/button.tsx';

/** Opens a join link in WhatsApp, or copies it. */
export function LinkButtons({ link }: { link: string }) {
  const t = useTranslations('numbers');
  const [copied, setCopied] = useState(false);
  return (
    <>
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
    </>
  );
}
