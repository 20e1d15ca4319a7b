import { Check, CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { SaveState } from './use-autosave.ts';

/** Whether what is on the table is saved, in a word, said aloud when it goes wrong. */
export function SaveWords({ state }: { state: SaveState }) {
  const t = useTranslations('editor');
  const isFine = state.kind === 'saved' || state.kind === 'saving' || state.kind === 'waiting';
  const words = state.kind === 'refused' ? state.message : t(`save.${state.kind}`);
  const Icon = isFine ? Check : CircleAlert;
  return (
    <p
      role={isFine ? undefined : 'alert'}
      className={`flex gap-1.5 text-sm ${isFine ? 'text-muted' : 'text-bad'}`}
    >
      <Icon
        aria-hidden="true"
        className={`mt-0.5 size-4 shrink-0 ${state.kind === 'saving' || state.kind === 'waiting' ? 'invisible' : ''}`}
      />
      {words}
    </p>
  );
}
