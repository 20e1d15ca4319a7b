import type { MetadataRoute } from 'next';
import { getTranslations } from 'next-intl/server';
import { visitor } from '#lib/auth/page.ts';
import { paper } from '#lib/brand/paper.ts';
import { getBrand } from '#lib/brand/queries.ts';

/** Lets Storywire be installed as an app. Browsers ask for it without a cookie; it tells the brand's name alone. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const [t, { db }] = await Promise.all([getTranslations(), visitor()]);
  const { name } = await getBrand(db);
  return {
    id: '/',
    name,
    short_name: name,
    description: t('app.description'),
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: paper.light,
    theme_color: paper.light,
    icons: [
      { src: '/icons/192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
      { src: '/icons/512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
      { src: '/icons/maskable-192.png', sizes: '192x192', type: 'image/png', purpose: 'maskable' },
      { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    shortcuts: [
      { name: t('nav.feed'), url: '/' },
      { name: t('nav.flags'), url: '/flags' },
      { name: t('nav.reposts'), url: '/reposts' },
    ],
  };
}
