'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Dialog } from '#components/ui/dialog.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { keepChoice } from '#components/ui/keep-choice.ts';
import { goTo } from './go-to.ts';
import { keysAreOff, keysCookie, keysOff } from './keys-cookie.ts';

type Props = { open: boolean; onClose: () => void };

const feedKeys = ['j', 'k', 'o', 'e', 'u', 'f', '/'] as const;
const places = Object.keys(goTo) as (keyof typeof goTo)[];

/** All keys there are, and the way to switch those of a single letter off. */
export function KeySheet({ open, onClose }: Props) {
  const t = useTranslations('keys');
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => void (next || onClose())}
      title={t('title')}
      description={t('lead')}
    >
      <div className="flex flex-col gap-5">
        <Keys
          title={t('feed')}
          keys={feedKeys.map((key) => ({ keys: [key], does: t(`of.${key === '/' ? 'slash' : key}`) }))}
        />
        <Keys
          title={t('everywhere')}
          keys={[
            ...places.map((letter) => ({ keys: ['g', letter], does: t(`to.${letter}`) })),
            { keys: ['Ctrl', 'K'], does: t('of.palette') },
            { keys: ['?'], does: t('of.sheet') },
          ]}
        />
        <Switch />
      </div>
    </Dialog>
  );
}

function Keys({
  title,
  keys,
}: {
  title: string;
  keys: readonly { keys: readonly string[]; does: string }[];
}) {
  return (
    <section>
      <h3 className="pb-2 text-base font-strong">{title}</h3>
      <dl className="grid grid-cols-[4.5rem_minmax(0,1fr)] items-center gap-x-4 gap-y-1.5 text-sm">
        {keys.map(({ keys: pressed, does }) => (
          <div key={pressed.join(' ')} className="contents">
            <dt className="flex gap-1" dir="ltr">
              {pressed.map((key) => (
                <Kbd key={key}>{key.length === 1 ? key.toUpperCase() : key}</Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Who speaks to the machine, or presses keys without meaning to, does without them. */
function Switch() {
  const t = useTranslations('keys');
  const [off, setOff] = useState(keysAreOff);
  return (
    <label className="flex min-h-11 items-center gap-3 border-t hairline pt-4 text-sm">
      <input
        type="checkbox"
        checked={!off}
        onChange={(event) => {
          setOff(!event.currentTarget.checked);
          keepChoice(keysCookie, event.currentTarget.checked ? 'on' : keysOff);
        }}
        className="size-5 accent-accent"
      />
      {t('switch')}
    </label>
  );
}
