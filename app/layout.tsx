import type { Metadata, Viewport } from 'next';
import localFont from 'next/font/local';
import { cookies } from 'next/headers';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { visitor } from '#lib/auth/page.ts';
import { accentVariables } from '#lib/brand/accent.ts';
import { paper } from '#lib/brand/paper.ts';
import { getBrand } from '#lib/brand/queries.ts';
import { languages } from '#lib/i18n/languages.ts';
import { requestLanguage } from '#lib/i18n/request-language.ts';
import { knownTheme, themeCookie } from '#lib/i18n/theme.ts';
import { pick } from '#lib/i18n/pick.ts';
import { BrandProvider } from '#components/brand/brand-context.tsx';
import { ScriptFonts } from '#components/fonts/script-fonts.tsx';
import { Direction } from '#components/ui/direction.tsx';
import './globals.css';

/** The Latin part is loaded ahead; other scripts come with the words that need them (globals.css). */
const latin = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  variable: '--font-latin',
  weight: '100 900',
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
    },
  ],
});

export async function generateMetadata(): Promise<Metadata> {
  const [t, { db }] = await Promise.all([getTranslations('app'), visitor()]);
  const { name } = await getBrand(db);
  return {
    title: { default: name, template: `%s · ${name}` },
    description: t('description'),
    // Internal by nature: no search engine is to keep any of it.
    robots: { index: false, follow: false },
    // The two that iOS asks a page for; other systems read app/manifest.ts.
    icons: { apple: '/icons/apple-touch.png' },
    appleWebApp: { title: name },
  };
}

export const viewport: Viewport = {
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: paper.light },
    { media: '(prefers-color-scheme: dark)', color: paper.dark },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [jar, language, messages, { db }] = await Promise.all([
    cookies(),
    requestLanguage(),
    getMessages(),
    visitor(),
  ]);
  const brand = await getBrand(db);
  const { direction } = languages[language];
  const theme = knownTheme(jar.get(themeCookie)?.value);
  return (
    <html
      lang={language}
      dir={direction}
      className={latin.variable}
      style={brand.accentColor === null ? undefined : accentVariables(brand.accentColor)}
      {...(theme === 'system' ? {} : { 'data-theme': theme })}
    >
      <body>
        {/* What sign-in and the error page say; the pages behind sign-in bring the rest. */}
        <NextIntlClientProvider messages={pick(messages, ['company', 'signIn', 'pages'])}>
          <Direction direction={direction}>
            <BrandProvider name={brand.name} logoUrl={brand.logoUrl}>
              {children}
            </BrandProvider>
          </Direction>
          <ScriptFonts language={language} />
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
