import { CircleAlert, CircleCheck, CirclePause, CircleSlash, Hourglass } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { NumberState as State } from '#lib/words.ts';
import { type StateLook, StateSign } from '#components/ui/state-sign.tsx';

const looks = {
  invited: { Icon: Hourglass, color: 'text-muted' },
  active: { Icon: CircleCheck, color: 'text-ink [&_svg]:text-accent' },
  paused: { Icon: CirclePause, color: 'text-muted' },
  opted_out: { Icon: CircleSlash, color: 'text-muted' },
  unreachable: { Icon: CircleAlert, color: 'text-bad' },
} satisfies Record<State, StateLook>;

/** A number's state: a sign and a word. */
export function NumberState({ state }: { state: State }) {
  const t = useTranslations('numbers');
  return <StateSign look={looks[state]}>{t(`state.${state}`)}</StateSign>;
}
