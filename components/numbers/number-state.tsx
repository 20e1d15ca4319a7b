import { CircleAlert, CircleCheck, CirclePause, CircleSlash, Hourglass } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { NumberState as State } from '#lib/words.ts';

const looks = {
  invited: { Icon: Hourglass, color: 'text-muted' },
  active: { Icon: CircleCheck, color: 'text-ink [&_svg]:text-accent' },
  paused: { Icon: CirclePause, color: 'text-muted' },
  opted_out: { Icon: CircleSlash, color: 'text-muted' },
  unreachable: { Icon: CircleAlert, color: 'text-bad' },
} as const satisfies Record<State, unknown>;

/** A number's state: a sign and a word. */
export function NumberState({ state }: { state: State }) {
  const t = useTranslations('numbers');
  const { Icon, color } = looks[state];
  return (
    <span className={`inline-flex items-center gap-1.5 ${color}`}>
      <Icon aria-hidden="true" className="size-4" />
      {t(`state.${state}`)}
    </span>
  );
}
