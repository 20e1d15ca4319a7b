'use client';

import { useTranslations } from 'next-intl';
import { wallMoment, wallTime } from '#lib/reposts/wall-time.ts';
import { Choice } from '#components/ui/choice.tsx';
import { TextField } from '#components/ui/field.tsx';
import { ExactMoment } from '#components/time/moment.tsx';

/** What is chosen: at once, or what the account's clock shows, and which of the two where it shows it twice. */
export type ChosenTime = { when: 'now' | 'at'; wall: string; which: 'earlier' | 'later' };

export const chosenOf = (publishAt: string | null, timeZone: string): ChosenTime =>
  publishAt === null
    ? { when: 'now', wall: '', which: 'earlier' }
    : { when: 'at', wall: wallTime(new Date(publishAt), timeZone), which: 'earlier' };

/** The moment that is chosen. NULL: at once. Undefined: none, so that nothing can be done with it. */
export function momentOf({ when, wall, which }: ChosenTime, timeZone: string): string | null | undefined {
  if (when === 'now') return null;
  const moment = wallMoment(wall, timeZone);
  if (moment.kind === 'one') return moment.at.toISOString();
  return moment.kind === 'twice' ? moment[which].toISOString() : undefined;
}

type Props = {
  name: string;
  chosen: ChosenTime;
  timeZone: string;
  onChange: (chosen: ChosenTime) => void;
};

/** When a post is to go: by the clock of the account's region, with what that is for the reader. */
export function TimeField({ name, chosen, timeZone, onChange }: Props) {
  const t = useTranslations('reposts');
  const moment = chosen.when === 'at' ? wallMoment(chosen.wall, timeZone) : undefined;
  const at = momentOf(chosen, timeZone);
  return (
    <div className="flex flex-col gap-3">
      <Choice
        legend={t('when')}
        name={`${name}-when`}
        value={chosen.when}
        options={[
          { value: 'now', label: t('whenApproved') },
          { value: 'at', label: t('atTime') },
        ]}
        onChange={(when) => onChange({ ...chosen, when })}
      />
      {chosen.when === 'now' ? null : (
        <TextField
          type="datetime-local"
          label={t('timeThere', { zone: timeZone })}
          value={chosen.wall}
          onChange={(event) => onChange({ ...chosen, wall: event.currentTarget.value })}
          error={
            moment?.kind === 'never'
              ? t('never', { next: wallTime(moment.next, timeZone).replace('T', ' ') })
              : undefined
          }
        />
      )}
      {moment?.kind === 'twice' ? (
        <Choice
          legend={t('twice')}
          name={`${name}-which`}
          value={chosen.which}
          options={[
            { value: 'earlier', label: t('earlier') },
            { value: 'later', label: t('later') },
          ]}
          onChange={(which) => onChange({ ...chosen, which })}
        />
      ) : null}
      {at ? (
        <p className="figures text-sm text-muted">
          {t('forYouTime')} <ExactMoment at={at} />
        </p>
      ) : null}
    </div>
  );
}
