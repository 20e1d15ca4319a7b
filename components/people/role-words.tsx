import { useFormatter, useTranslations } from 'next-intl';
import type { Grant } from '#lib/actor.ts';
import type { RoleRegions } from '#lib/people/person-row.ts';

/** "Editor in Brazil, viewer everywhere": what somebody may do, as one would say it. */
export function useRoleWords({ regions }: RoleRegions): (grants: readonly Grant[]) => string {
  const t = useTranslations('people');
  const format = useFormatter();
  const nameOf = new Map(regions.map(({ id, name }) => [id, name]));
  return (grants) => {
    if (grants.length === 0) return upperFirst(t('noRole'));
    const words = grants.map(({ role, regionId }) => {
      if (regionId === null) return t(`roleEverywhere.${role}`);
      return t(`roleIn.${role}`, { region: nameOf.get(regionId) ?? '…' });
    });
    return upperFirst(format.list(words, { type: 'unit' }));
  };
}

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
