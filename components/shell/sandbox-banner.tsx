import { ArrowUpRight } from 'lucide-react';
import { useTranslations } from 'next-intl';

/** Says that nothing here reaches a real phone, and where the imitated ones are. */
export function SandboxBanner({ phonesUrl }: { phonesUrl: string | null }) {
  const t = useTranslations('sandbox');
  return (
    <header className="flex flex-wrap items-center justify-center gap-x-3 border-b hairline bg-sunken px-4 py-0.5 text-xs text-muted print:hidden">
      <p className="text-center text-balance">{t('banner')}</p>
      {phonesUrl === null ? null : (
        <a
          href={phonesUrl}
          target="_blank"
          rel="noreferrer"
          className="relative inline-flex items-center gap-0.5 py-1 after:absolute after:-inset-2.5 font-strong text-accent underline underline-offset-2"
        >
          {t('phones')}
          <ArrowUpRight aria-hidden="true" className="size-3.5 rtl:-scale-x-100" />
        </a>
      )}
    </header>
  );
}
