import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { foundOr404, pageActor } from '#lib/auth/page.ts';
import { getCostsPage } from '#lib/costs/queries/get-costs-page.ts';
import { CostsScreen } from '#components/costs/costs-screen.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('costs');
  return { title: t('title') };
}

export default async function CostsPage() {
  const { db, actor } = await pageActor();
  return <CostsScreen page={await foundOr404(actor, getCostsPage(db, { actor }))} />;
}
