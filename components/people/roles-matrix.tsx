import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Grant } from '#lib/actor.ts';
import type { PersonRow, RoleRegions } from '#lib/people/person-row.ts';
import { type Role, roles } from '#lib/words.ts';

/** People by regions, with the strongest role in each. */
export function RolesMatrix({ people, places }: { people: PersonRow[]; places: RoleRegions }) {
  const t = useTranslations('people');
  const columns = [...(places.everywhere ? [{ id: null, name: t('everywhere') }] : []), ...places.regions];
  return (
    <div
      role="region"
      aria-label={t('matrix')}
      // Scrolls by itself, and with the keyboard, so that the page does not.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      className="max-w-full overflow-x-auto rounded-card border hairline"
    >
      <table className="w-full border-collapse text-start">
        <thead>
          <tr className="text-sm text-muted">
            <th
              scope="col"
              className="sticky start-0 z-10 bg-paper px-3 py-2 text-start align-bottom font-strong"
            >
              {t('person')}
            </th>
            {columns.map(({ id, name }) => (
              <th
                key={id ?? 'all'}
                scope="col"
                className="max-w-36 min-w-24 px-3 py-2 text-start align-bottom font-strong wrap-break-word"
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people
            .filter(({ state }) => state !== 'disabled')
            .map((person) => (
              <tr key={person.id} className="border-t hairline">
                <th
                  scope="row"
                  className="sticky start-0 z-10 max-w-36 min-w-32 bg-paper px-3 py-1 text-start font-strong wrap-anywhere md:max-w-60 md:min-w-48"
                >
                  <Link
                    href={`/people/${person.id}`}
                    className="inline-flex min-h-11 items-center hover:text-accent"
                  >
                    {person.name}
                  </Link>
                </th>
                {columns.map(({ id }) => (
                  <Cell key={id ?? 'all'} grants={person.grants} regionId={id} />
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

/** The role given for this region, or in fainter ink the one that comes from everywhere. */
function Cell({ grants, regionId }: { grants: readonly Grant[]; regionId: string | null }) {
  const t = useTranslations('people');
  const own = strongest(grants.filter((each) => each.regionId === regionId));
  const inherited = strongest(grants.filter((each) => each.regionId === null));
  const counts = strongestOf([own, inherited]);
  return (
    <td className={`px-3 py-1 ${counts !== undefined && counts === own ? 'font-strong' : 'text-muted'}`}>
      {counts === undefined ? null : t(`role.${counts}`)}
    </td>
  );
}

const strongest = (grants: readonly Grant[]) => strongestOf(grants.map(({ role }) => role));

/** Roles stand from the strongest down in lib/words.ts. */
const strongestOf = (held: readonly (Role | undefined)[]): Role | undefined =>
  roles.find((role) => held.includes(role));
