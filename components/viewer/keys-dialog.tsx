'use client';

import { ArrowLeft, ArrowRight, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog } from '#components/ui/dialog.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { isRightToLeft } from './use-gestures.ts';

/** The viewer's keys. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('watch.keys');
  // The one that points on goes on, and stands second.
  const arrows = isRightToLeft() ? ['→', '←'] : ['←', '→'];
  const keys = [
    { keys: arrows, does: t('story') },
    { keys: arrows.map((arrow) => `Shift ${arrow}`), does: t('account') },
    { keys: [t('space')], does: t('pause') },
    { keys: ['M'], does: t('mute') },
    { keys: ['F'], does: t('flag') },
    { keys: ['R'], does: t('repost') },
    { keys: ['D'], does: t('download') },
    { keys: ['Esc'], does: t('close') },
    { keys: ['?'], does: t('help') },
  ];
  return (
    <Dialog open onOpenChange={onClose} title={t('title')}>
      <dl className="divide-y divide-line border-y hairline">
        {keys.map((each) => (
          <div key={each.does} className="flex items-center gap-4 py-2">
            <dt className="flex w-40 shrink-0 gap-2">
              {each.keys.map((key) => (
                <Kbd key={key}>
                  <Face of={key} />
                </Kbd>
              ))}
            </dt>
            <dd className="min-w-0 flex-1 text-sm">{each.does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

const arrowIcons: Record<string, LucideIcon> = { '←': ArrowLeft, '→': ArrowRight };

/** What stands on a key. Arrows are drawn: the face we write in has none, and another may not be there. */
function Face({ of: words }: { of: string }) {
  const arrow = words.slice(-1);
  const Icon = arrowIcons[arrow];
  if (Icon === undefined) return words;
  return (
    <span className="inline-flex items-center gap-1" dir="ltr">
      {words.slice(0, -1)}
      <Icon aria-hidden="true" className="size-3.5" />
      <span className="sr-only">{arrow}</span>
    </span>
  );
}
