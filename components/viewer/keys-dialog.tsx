'use client';

import { useTranslations } from 'next-intl';
import { Dialog } from '#components/ui/dialog.tsx';

/** The viewer's keys. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('watch.keys');
  const keys = [
    { keys: ['←', '→'], does: t('story') },
    { keys: ['Shift ←', 'Shift →'], does: t('account') },
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
                <kbd key={key} className="rounded-sm border border-edge bg-sunken px-1.5 font-sans text-sm">
                  {key}
                </kbd>
              ))}
            </dt>
            <dd className="min-w-0 flex-1 text-sm">{each.does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
