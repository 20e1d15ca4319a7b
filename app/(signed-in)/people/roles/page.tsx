import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { foundOr404, pageActor } from '#lib/auth/page.ts';
import { listPeople } from '#lib/people/queries/list-people.ts';
import { listRoleRegions } from '#lib/people/queries/list-role-regions.ts';
import { PeopleTabs } from '#components/people/people-tabs.tsx';
import { RolesMatrix } from '#components/people/roles-matrix.tsx';
import { WhatRolesMay } from '#components/people/what-roles-may.tsx';
import { PageHead } from '#components/shell/page-head.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('people');
  return { title: t('matrix') };
}

export default async function RolesPage() {
  const { db, actor } = await pageActor();
  const people = await foundOr404(actor, listPeople(db, { actor, now: new Date() }));
  const [places, t] = await Promise.all([listRoleRegions(db, { actor }), getTranslations('people')]);
  return (
    <div className="mx-auto max-w-280 px-4 pb-12 md:px-8">
      <PageHead title={t('matrix')} lead={t('matrixLead')} />
      <PeopleTabs current="matrix" />
      <RolesMatrix people={people} places={places} />
      <WhatRolesMay />
    </div>
  );
}
