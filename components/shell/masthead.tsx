import { useTranslations } from 'next-intl';
import { BrandMark } from '#components/brand/brand-mark.tsx';

/** The brand at the top of a phone's screen; a wider one has it on the rail. */
export function Masthead() {
  const t = useTranslations('app');
  return (
    <p className="flex items-center gap-2 pt-3 text-base font-strong tracking-tight md:hidden">
      <BrandMark className="size-6 text-accent" />
      {t('name')}
    </p>
  );
}
