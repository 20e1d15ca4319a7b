import { CircleCheck, CircleSlash, Hourglass } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { UserState } from '#lib/words.ts';
import { type StateLook, StateSign } from '#components/ui/state-sign.tsx';

const looks = {
  invited: { Icon: Hourglass, color: 'text-muted' },
  active: { Icon: CircleCheck, color: 'text-ink [&_svg]:text-accent' },
  disabled: { Icon: CircleSlash, color: 'text-bad' },
} satisfies Record<UserState, StateLook>;

/** A person's state: a sign and a word. */
export function PersonState({ state }: { state: UserState }) {
  const t = useTranslations('people');
  return <StateSign look={looks[state]}>{t(`state.${state}`)}</StateSign>;
}
