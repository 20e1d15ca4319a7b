import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { visitor } from '#lib/auth/page.ts';
import { returnPath } from '#lib/auth/return-path.ts';
import { demoPeople } from '#lib/auth/demo-people.ts';
import { Notice } from '#components/ui/notice.tsx';
import { DemoPeople } from './demo-people.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn');
  return { title: t('title') };
}

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { to: asked, ended } = await searchParams;
  const to = returnPath(typeof asked === 'string' ? asked : undefined);
  const { actor, db } = await visitor();
  if (actor) redirect(to);
  const t = await getTranslations('signIn');
  const people = await demoPeople(db);
  return (
    <>
      <h1 className="text-xl">{t('title')}</h1>
      {ended === undefined ? null : (
        <div className="mt-4 max-w-120">
          <Notice look="plain">{t('ended')}</Notice>
        </div>
      )}
      {people === undefined ? (
        <div className="mt-3 max-w-120 text-base text-pretty text-muted">
          <p>{t('askForLink')}</p>
          <p className="mt-3">{t('firstAdmin')}</p>
        </div>
      ) : (
        <DemoPeople people={people} to={to} />
      )}
    </>
  );
}
