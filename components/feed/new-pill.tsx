'use client';

import { ArrowUp } from 'lucide-react';
import { useTranslations } from 'next-intl';

/** How many stories came while one reads further down; a tap shows them. It floats, so nothing moves. */
export function NewPill({ count, onShow }: { count: number; onShow: () => void }) {
  const t = useTranslations('feed');
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 top-4 z-20 flex justify-center md:ps-20"
    >
      {count === 0 ? null : (
        <button
          type="button"
          onClick={onShow}
          className="pointer-events-auto flex min-h-10 items-center gap-2 rounded-full bg-accent px-5 text-sm font-strong text-on-accent shadow-float transition-[translate,opacity] duration-160 ease-out starting:-translate-y-3 starting:opacity-0 pointer-coarse:min-h-11"
        >
          <ArrowUp aria-hidden="true" className="size-4" />
          {t('new', { count })}
        </button>
      )}
    </div>
  );
}
