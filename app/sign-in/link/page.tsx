import type { Metadata } from 'next';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { LinkSignIn } from './link-sign-in.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn');
  return { title: t('title') };
}

/** Where a one-time link leads. Opening it spends nothing: messengers open links to draw a preview. */
export default async function LinkPage() {
  // Each answer carries its own nonce, so none may be made at build time.
  await connection();
  const t = await getTranslations('signIn');
  return (
    <>
      <h1 className="text-xl">{t('linkTitle')}</h1>
      <LinkSignIn />
    </>
  );
}
