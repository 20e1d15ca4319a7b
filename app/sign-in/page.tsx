import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { knownRefusal } from '#lib/auth/company-refusal.ts';
import { companySettings } from '#lib/auth/company-settings.ts';
import { visitor } from '#lib/auth/page.ts';
import { returnPath } from '#lib/auth/return-path.ts';
import { demoPeople } from '#lib/auth/demo-people.ts';
import { findBrandNumber } from '#lib/people/queries/sign-in-request.ts';
import { WhatsappSignIn } from '#components/sign-in/whatsapp-sign-in.tsx';
import { CompanyButton } from '#components/sign-in/company-button.tsx';
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
  const { to: asked, company: outcome, ended } = await searchParams;
  const to = returnPath(typeof asked === 'string' ? asked : undefined);
  const { actor, db } = await visitor();
  if (actor) redirect(to);
  const t = await getTranslations('signIn');
  const [people, brandNumber] = await Promise.all([demoPeople(db), findBrandNumber(db)]);
  const company = companySettings();
  const first =
    company === undefined ? null : (
      <CompanyButton name={company.name} to={to} refused={knownRefusal(outcome)} />
    );
  const others =
    people === undefined ? (
      <LinkHint alone={company === undefined && brandNumber === undefined} />
    ) : (
      <DemoPeople people={people} to={to} />
    );
  return (
    <>
      <h1 className="text-xl">{t('title')}</h1>
      {ended === undefined ? null : (
        <div className="mt-4 max-w-120">
          <Notice look="plain">{t('ended')}</Notice>
        </div>
      )}
      {brandNumber === undefined ? (
        <>
          {first}
          {others}
        </>
      ) : (
        <WhatsappSignIn to={to} first={first}>
          <div className="mt-8 border-t hairline pt-6">{others}</div>
        </WhatsappSignIn>
      )}
    </>
  );
}

/**
 * For whoever has neither a work number nor a company account.
 * @param alone whether it is all that the page says, instead of a word below the buttons
 */
async function LinkHint({ alone }: { alone: boolean }) {
  const t = await getTranslations('signIn');
  return (
    <div className={`mt-3 max-w-120 text-pretty ${alone ? 'text-base' : 'text-sm text-muted'}`}>
      <p>{t('askForLink')}</p>
      <p className="mt-3 text-muted">{t('firstAdmin')}</p>
    </div>
  );
}
