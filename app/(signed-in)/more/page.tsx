import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { NextIntlClientProvider } from 'next-intl';
import { getFormatter, getMessages, getTranslations } from 'next-intl/server';
import type { UserActor } from '#lib/actor.ts';
import { knownRefusal } from '#lib/auth/company-refusal.ts';
import { type CompanySettings, companySettings } from '#lib/auth/company-settings.ts';
import { pageActor } from '#lib/auth/page.ts';
import { pick } from '#lib/i18n/pick.ts';
import { requestLanguage } from '#lib/i18n/request-language.ts';
import { knownTheme, themeCookie } from '#lib/i18n/theme.ts';
import { adminLinksOf } from '#lib/people/admin-links.ts';
import { listIdentities, type IdentityRow } from '#lib/people/queries/identity.ts';
import { listSessions } from '#lib/people/queries/list-sessions.ts';
import { listRegions } from '#lib/regions/queries.ts';
import type { RegionRow } from '#lib/regions/region-row.ts';
import { countAlarms } from '#lib/status/queries/list-alarms.ts';
import { AdminLinks } from '#components/more/admin-links.tsx';
import { CompanyAccount } from '#components/more/company-account.tsx';
import { Devices } from '#components/more/devices.tsx';
import { LanguageChoice } from '#components/more/language-choice.tsx';
import { SignOut } from '#components/more/sign-out.tsx';
import { ThemeChoice } from '#components/more/theme-choice.tsx';
import { PageHead } from '#components/shell/page-head.tsx';
import { Part } from '#components/ui/part.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('more');
  return { title: t('title') };
}

export default async function MorePage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { db, actor } = await pageActor();
  const company = companySettings();
  const { company: outcome } = await searchParams;
  const links = adminLinksOf(actor);
  const [t, tAdmin, language, jar, messages, sessions, identities, roles, alarms] = await Promise.all([
    getTranslations('more'),
    getTranslations('adminLinks'),
    requestLanguage(),
    cookies(),
    getMessages(),
    listSessions(db, { actor, now: new Date() }),
    listIdentities(db, { actor }),
    listRegions(db, { actor }).then((regions) => roleWords(actor, regions)),
    countAlarms(db, { actor }),
  ]);
  const devices = sessions.map(({ createdAt, lastUsedAt, ...rest }) => ({
    ...rest,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt.toISOString(),
  }));
  return (
    <NextIntlClientProvider messages={pick(messages, ['ago', 'company', 'dialog', 'more'])}>
      <div className="mx-auto max-w-200 px-4 pb-12 md:px-8">
        <PageHead title={actor.name} lead={roles} />
        {links.length === 0 ? null : (
          <Part title={tAdmin('title')}>
            <AdminLinks shown={links} alarms={alarms} />
          </Part>
        )}
        <Part title={t('devices')} lead={t('devicesLead')}>
          <Devices first={devices} />
        </Part>
        {company === undefined ? null : (
          <Part title={t('company')} lead={t('companyLead')}>
            <CompanyAccount
              name={company.name}
              accounts={identities.map((identity) => linkedAccount(identity, company))}
              outcome={outcome === 'linked' ? outcome : knownRefusal(outcome)}
            />
          </Part>
        )}
        <Part title={t('theme')}>
          <ThemeChoice first={knownTheme(jar.get(themeCookie)?.value)} />
        </Part>
        <Part title={t('language')} lead={t('languageLead')}>
          <LanguageChoice current={language} />
        </Part>
        <Part title={t('leave')} lead={t('leaveLead')}>
          <SignOut />
        </Part>
      </div>
    </NextIntlClientProvider>
  );
}

/** An account as a browser is to know of it: neither its issuer nor its subject. */
function linkedAccount({ id, issuer, createdAt }: IdentityRow, { issuer: present }: CompanySettings) {
  const current = issuer === present || issuer === `${present}/`;
  return { id, linkedAt: createdAt.toISOString(), current };
}

/** "Editor in Brazil, viewer everywhere": what the person may do, in words. */
async function roleWords(actor: UserActor, regions: readonly RegionRow[]): Promise<string> {
  const [t, format] = await Promise.all([getTranslations('more'), getFormatter()]);
  if (actor.grants.length === 0) return t('noRole');
  const nameOf = new Map(regions.map((region) => [region.id, region.name]));
  return format.list(
    actor.grants.map(({ role, regionId }) => {
      const region = regionId === null ? undefined : nameOf.get(regionId);
      return region === undefined ? t(`roleEverywhere.${role}`) : t(`roleIn.${role}`, { region });
    }),
  );
}
