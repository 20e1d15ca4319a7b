import { Slider } from '@base-ui/react/slider';
import { Pause, Play, Volume2, VolumeX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { moveEnd, movePoster, type VideoEdit } from '#lib/reposts/video/video-edit.ts';
import { videoLimits } from '#lib/reposts/video/video-format.ts';
import { Button, IconButton } from '#components/ui/button.tsx';
import type { Player } from './video-under.tsx';

type Props = {
  video: VideoEdit;
  durationMs: number;
  player: Player;
  /** @param run names what the change is a part of */
  onChange: (next: VideoEdit, run: string) => void;
};

/** A tenth of a second by an arrow, a second with Shift. */
const stepMs = 100;

/** What of a video is kept, its still, its sound; and playing what is kept. */
export function VideoTimeline({ video, durationMs, player, onChange }: Props) {
  const t = useTranslations('video');
  const { startMs, endMs, muted, posterMs } = video;
  const whole = Math.floor(durationMs);
  const clock = (ms: number) => t('seconds', { seconds: ms / 1000 });
  const trim = (which: 'start' | 'end', toMs: number) => {
    const next = moveEnd(video, which, toMs, whole);
    onChange(next, `video ${which}`);
    player.show(which === 'start' ? next.startMs : next.endMs);
  };
  return (
    <section aria-label={t('timeline')} className="flex min-w-0 flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <IconButton aria-label={player.playing ? t('pause') : t('play')} onClick={player.toggle}>
          {player.playing ? (
            <Pause aria-hidden="true" className="size-5" />
          ) : (
            <Play aria-hidden="true" className="size-5" />
          )}
        </IconButton>
        <span className="figures text-sm text-muted">{clock(Math.max(startMs, player.atMs))}</span>
        <Button
          className="ms-auto"
          aria-pressed={muted}
          onClick={() => onChange({ ...video, muted: !muted }, 'video muted')}
        >
          {muted ? (
            <VolumeX aria-hidden="true" className="size-4" />
          ) : (
            <Volume2 aria-hidden="true" className="size-4" />
          )}
          {t('mute')}
        </Button>
      </div>
      <div>
        <p className="figures flex justify-between gap-2 pb-1 text-sm">
          <span>{t('kept')}</span>
          <span className="text-muted">
            {t('range', { start: startMs / 1000, end: endMs / 1000, length: (endMs - startMs) / 1000 })}
          </span>
        </p>
        <Slider.Root
          value={[startMs, endMs]}
          min={0}
          max={whole}
          step={stepMs}
          largeStep={10 * stepMs}
          minStepsBetweenValues={0}
          onValueChange={(values) => {
            const [start = startMs, end = endMs] = values;
            if (start !== startMs) trim('start', start);
            else if (end !== endMs) trim('end', end);
          }}
        >
          <Track>
            {(['start', 'end'] as const).map((which, index) => (
              <Slider.Thumb
                key={which}
                index={index}
                aria-label={t(`ends.${which}`)}
                getAriaValueText={(_text, value) => clock(value)}
                className={thumb}
              />
            ))}
          </Track>
        </Slider.Root>
        {whole > videoLimits.mostMs ? <p className="pt-1 text-sm text-muted">{t('most')}</p> : null}
      </div>
      <div>
        <p className="figures flex justify-between gap-2 pb-1 text-sm">
          <span>{t('poster')}</span>
          <span className="text-muted">{clock(posterMs)}</span>
        </p>
        <Slider.Root
          value={posterMs}
          min={startMs}
          max={endMs}
          step={stepMs}
          largeStep={10 * stepMs}
          onValueChange={(value) => {
            onChange(movePoster(video, value), 'video poster');
            player.show(value);
          }}
        >
          <Track>
            <Slider.Thumb
              aria-label={t('poster')}
              getAriaValueText={(_text, value) => clock(value)}
              className={thumb}
            />
          </Track>
        </Slider.Root>
        <p className="pt-1 text-sm text-muted">{t('posterLead')}</p>
      </div>
    </section>
  );
}

/** As large as a finger, and seen when it has the focus. */
const thumb =
  'size-6 rounded-full border-2 border-accent bg-raised outline-offset-2 outline-accent has-[:focus-visible]:outline-2 before:absolute before:-inset-2.5 before:rounded-full';

function Track({ children }: { children: ReactNode }) {
  return (
    <Slider.Control className="flex min-h-11 w-full touch-none items-center px-3 select-none">
      <Slider.Track className="h-2 w-full rounded-full bg-edge">
        <Slider.Indicator className="rounded-full bg-accent" />
        {children}
      </Slider.Track>
    </Slider.Control>
  );
}
