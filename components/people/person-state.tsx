import { CircleCheck, CircleSlash, Hourglass } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { UserState } from '#lib/words.ts';

const looks = {
  invited: { Icon: Hourglass, color: 'text-muted' },
  active: { Icon: CircleCheck, color: 'text-ink [&_svg]:text-accent' },
  disabled: { Icon: CircleSlash, color: 'text-bad' },
} as const satisfies Record<UserState, unknown>;

/** A person's state: a sign and a word. */
export function PersonState({ state }: { state: UserState }) {
  const t = useTranslations('people');
  const { Icon, color } = looks[state];
  return (
    <span className={`inline-flex items-center gap-1.5 ${color}`}>
      <Icon aria-hidden="true" className="size-4" />
      {t(`state.${state}`)}
    </span>
  );
}
