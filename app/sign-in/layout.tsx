import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { BrandLogo, BrandName } from '#components/brand/brand-context.tsx';
import { languages, languageTags } from '#lib/i18n/languages.ts';
import { requestLanguage } from '#lib/i18n/request-language.ts';
import { BrandRing } from '#components/brand/brand-ring.tsx';
import { LanguageSelect } from '#components/sign-in/language-select.tsx';
import { SignedOut } from '#components/offline/signed-out.tsx';

/** The way in: the brand on one side, what to do on the other. */
export default async function SignInLayout({ children }: { children: ReactNode }) {
  const [t, language] = await Promise.all([getTranslations(), requestLanguage()]);
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr] lg:grid-rows-1 lg:grid-cols-[minmax(22rem,2fr)_3fr]">
      <header className="flex flex-col px-6 pt-6 lg:sticky lg:top-0 lg:h-dvh lg:border-e lg:hairline lg:p-10">
        <p className="flex items-center gap-2.5 text-lg font-strong tracking-tight">
          <BrandLogo className="size-7 text-accent" />
          <BrandName />
        </p>
        <div className="hidden flex-1 flex-col items-start justify-end gap-10 lg:flex">
          <BrandRing className="w-full max-w-72" />
          <p className="max-w-80 text-xl text-balance">{t('signIn.tagline')}</p>
        </div>
      </header>
      <SignedOut />
      <main className="mx-auto flex w-full max-w-200 flex-col px-6 py-10 lg:px-12 lg:py-24">
        <div className="flex-1">{children}</div>
        <div className="pt-12">
          <LanguageSelect current={language}>
            {languageTags.map((tag) => (
              <option key={tag} value={tag} lang={tag}>
                {languages[tag].name}
              </option>
            ))}
          </LanguageSelect>
        </div>
      </main>
    </div>
  );
}
