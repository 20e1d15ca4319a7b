'use client';

import { ArrowRightLeft, Check, CircleAlert, Undo2, X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { BoardFlag } from '#lib/flags/board-flag.ts';
import { fittingSteps } from '#lib/flags/flag-step.ts';
import { StoryPicture } from '#components/feed/story-picture.tsx';
import { RegionMark } from '#components/region/region-mark.tsx';
import { RegionRing } from '#components/region/region-ring.tsx';
import { Moment } from '#components/time/moment.tsx';
import { TimeLeft } from '#components/time/time-left.tsx';
import { Button } from '#components/ui/button.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import type { ChangeOnBoard } from './use-board.ts';

type Props = {
  flag: BoardFlag;
  /** It has just been moved by the reader: focus follows it. */
  moved: boolean;
  onChange: ChangeOnBoard;
  onAsk: (ask: 'hand_over' | 'dismiss', flag: BoardFlag) => void;
};

/** A flag at a glance: the picture, how long it lives, for whom it is, who has it, and what was said. */
export function FlagCard({ flag, moved, onChange, onAsk }: Props) {
  const t = useTranslations('flags');
  const kinds = useTranslations('responses.kind');
  const { story, region } = flag;
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (moved) card.current?.focus({ preventScroll: true });
  }, [moved, flag.state]);
  return (
    <li
      ref={card}
      tabIndex={-1}
      data-flag={flag.id}
      aria-label={t('cardOf', { kind: kinds(flag.kind), account: story.username, region: region.name })}
      className="flex gap-3 rounded-card border hairline bg-raised p-2 focus-visible:outline-2 focus-visible:outline-accent"
    >
      <Link
        href={`/stories/${story.code}`}
        className="w-20 shrink-0 self-start rounded-card"
        tabIndex={-1}
        aria-hidden="true"
      >
        <StoryPicture story={story} url={story.thumbnailUrl} alt="" />
      </Link>
      <div className="flex min-w-0 flex-1 flex-col gap-1.5 py-0.5">
        <div className="flex items-start gap-2">
          <RegionRing region={story.region} expiresAt={story.expiresAt} className="size-9 shrink-0" />
          <div className="min-w-0 flex-1 text-xs">
            <Link
              href={`/stories/${story.code}`}
              className="block truncate text-sm font-strong hover:underline"
            >
              {story.username}
            </Link>
            <p className="text-muted">
              <TimeLeft expiresAt={story.expiresAt} />
            </p>
          </div>
          {flag.mayManage ? <Steps flag={flag} onChange={onChange} onAsk={onAsk} /> : null}
        </div>
        <p className="flex flex-wrap items-center gap-x-1.5 text-sm">
          <span className="font-strong">{kinds(flag.kind)}</span>
          {flag.urgent ? (
            <span className="inline-flex items-center gap-1 text-bad">
              <CircleAlert aria-hidden="true" className="size-3.5" />
              {t('urgent')}
            </span>
          ) : null}
        </p>
        <p className="flex min-w-0 items-center gap-1.5 text-sm">
          <RegionMark markText={region.markText} markColor={region.markColor} className="size-5 shrink-0" />
          <span className="truncate">{t('forRegion', { region: region.name })}</span>
        </p>
        {flag.words === null ? null : (
          <p className="line-clamp-2 text-sm wrap-anywhere text-muted" dir="auto">
            {flag.words}
          </p>
        )}
        <p className="text-xs text-muted">
          <Standing flag={flag} />
        </p>
        {flag.mayManage && flag.state === 'open' ? (
          <Button className="self-start" onClick={() => void onChange(flag, { change: 'take' })}>
            {t('step.take')}
          </Button>
        ) : null}
      </div>
    </li>
  );
}

/** Who has it, or why it ended, and since when. */
function Standing({ flag }: { flag: BoardFlag }) {
  const t = useTranslations('flags');
  const by =
    flag.by.name ?? (flag.by.region === null ? t('someone') : t('phoneOf', { region: flag.by.region }));
  if (flag.state === 'dismissed')
    return (
      <span className="wrap-anywhere" dir="auto">
        {flag.dismissal === null ? t('dismissed') : t('dismissedFor', { reason: flag.dismissal })}
      </span>
    );
  return (
    <>
      {/* First, so that the day it unfolds to stays within a narrow screen. */}
      <Moment at={flag.endedAt ?? flag.at} />
      {' · '}
      {flag.owner === null ? t('by', { name: by }) : t('with', { name: flag.owner.name })}
    </>
  );
}

/** What an editor of the region may do with it, behind three dots. */
function Steps({ flag, onChange, onAsk }: Omit<Props, 'moved'>) {
  const t = useTranslations('flags');
  const steps = fittingSteps({ state: flag.state, ownerUserId: flag.owner?.id ?? null });
  const ended = flag.state === 'done' || flag.state === 'dismissed';
  if (steps.length === 0 && ended) return null;
  return (
    <Menu label={t('menu', { account: flag.story.username })}>
      {steps.includes('hand_over') ? (
        <MenuItem onSelect={() => onAsk('hand_over', flag)}>
          <ArrowRightLeft aria-hidden="true" />
          {t('step.hand_over')}
        </MenuItem>
      ) : null}
      {steps.includes('give_back') ? (
        <MenuItem onSelect={() => void onChange(flag, { change: 'give_back' })}>
          <Undo2 aria-hidden="true" className="rtl:-scale-x-100" />
          {t('step.give_back')}
        </MenuItem>
      ) : null}
      {ended ? null : (
        <MenuItem onSelect={() => void onChange(flag, { change: 'urgent', urgent: !flag.urgent })}>
          <CircleAlert aria-hidden="true" />
          {flag.urgent ? t('step.notUrgent') : t('step.urgent')}
        </MenuItem>
      )}
      {steps.includes('finish') ? (
        <MenuItem onSelect={() => void onChange(flag, { change: 'finish' })}>
          <Check aria-hidden="true" />
          {t('step.finish')}
        </MenuItem>
      ) : null}
      {steps.includes('dismiss') ? (
        <MenuItem onSelect={() => onAsk('dismiss', flag)}>
          <X aria-hidden="true" />
          {t('step.dismiss')}
        </MenuItem>
      ) : null}
      {steps.includes('reopen') ? (
        <MenuItem onSelect={() => void onChange(flag, { change: 'reopen' })}>
          <Undo2 aria-hidden="true" className="rtl:-scale-x-100" />
          {t('step.reopen')}
        </MenuItem>
      ) : null}
    </Menu>
  );
}
