import { useFormatter, useTranslations } from 'next-intl';
import type { PageTarget } from '#lib/reposts/repost-page.ts';

const namesShown = 3;

/** Who is asked for an approval, by name; a group by its own. Empty: nobody is left. */
export function useApprovers({ approvers, group }: PageTarget): string {
  const t = useTranslations('reposts');
  const format = useFormatter();
  const names = approvers.slice(0, namesShown);
  const more = approvers.length - names.length;
  const list = format.list(more > 0 ? [...names, t('more', { count: more })] : names, {
    type: 'disjunction',
  });
  return group === null || list === '' ? list : t('group', { group, names: list });
}
