import { Check, Minus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { whatRolesMay } from '#lib/people/permissions.ts';
import { roles } from '#lib/words.ts';

/** What each role may do, straight from the rules that decide it. */
export function WhatRolesMay() {
  const t = useTranslations('people');
  return (
    <section aria-labelledby="what-roles-may" className="pt-10">
      <h2 id="what-roles-may" className="text-lg">
        {t('whatRolesMay')}
      </h2>
      <p className="pb-3 text-muted">{t('whatRolesMayLead')}</p>
      <table className="w-full max-w-200 border-collapse">
        <thead>
          <tr className="text-sm text-muted">
            <th scope="col" className="py-2 pe-3 text-start font-strong">
              {t('capability')}
            </th>
            {roles.map((role) => (
              <th key={role} scope="col" className="w-16 px-1 py-2 text-center font-strong md:w-24">
                {t(`role.${role}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {whatRolesMay.map(({ capability, roles: those }) => (
            <tr key={capability} className="border-t hairline">
              <th scope="row" className="py-2 pe-3 text-start font-normal">
                {t(`may.${capability}`)}
              </th>
              {roles.map((role) => (
                <td key={role} className="px-1 py-2 text-center">
                  <Mark yes={those === 'everyone' || those.includes(role)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Mark({ yes }: { yes: boolean }) {
  const t = useTranslations('people');
  const Icon = yes ? Check : Minus;
  return (
    <>
      <Icon aria-hidden="true" className={`mx-auto size-4 ${yes ? 'text-accent' : 'text-muted'}`} />
      <span className="sr-only">{yes ? t('yes') : t('no')}</span>
    </>
  );
}
