'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { atName } from '#lib/i18n/at-name.ts';
import { Choice } from '#components/ui/choice.tsx';
import { TextField } from '#components/ui/field.tsx';
import { dayAndTime, ExactMoment } from '#components/time/moment.tsx';
import { type ChosenTime, momentOf, wallMomentOf } from './chosen-time.ts';

/** An account whose clock is meant. */
export type Clock = { username: string; timeZone: string };

type Props = {
  name: string;
  chosen: ChosenTime;
  /** Of each account that it is for: the same hands on the clock are another moment in each zone. */
  clocks: readonly Clock[];
  onChange: (chosen: ChosenTime) => void;
};

/** When a post is to go: by the clock of each account's region, with what that is for the reader. */
export function TimeField({ name, chosen, clocks, onChange }: Props) {
  const t = useTranslations('reposts');
  const zones = [...new Set(clocks.map(({ timeZone }) => timeZone))];
  const [only] = zones.length === 1 ? zones : [];
  const isTwice = zones.some((zone) => wallMomentOf(chosen, zone)?.kind === 'twice');
  return (
    <div className="flex flex-col gap-3">
      <Choice
        legend={t('when')}
        name={`${name}-when`}
        value={chosen.when}
        options={[
          { value: 'now', label: t('atOnce') },
          { value: 'at', label: t('atTime') },
        ]}
        onChange={(when) => onChange({ ...chosen, when })}
      />
      {chosen.when === 'now' ? null : (
        <TextField
          type="datetime-local"
          label={only === undefined ? t('timeEach') : t('timeThere', { zone: only.replaceAll('_', ' ') })}
          value={chosen.wall}
          onChange={(event) => onChange({ ...chosen, wall: event.currentTarget.value })}
        />
      )}
      {isTwice ? (
        <>
          <p className="text-sm text-pretty text-warn">{t('twice')}</p>
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
        </>
      ) : null}
      {chosen.when === 'now' || chosen.wall === '' ? null : (
        <ul className="figures flex flex-col gap-1 text-sm text-muted" aria-live="polite">
          {(only === undefined ? clocks : clocks.slice(0, 1)).map((clock) => (
            <MeantTime key={clock.username} chosen={chosen} clock={clock} named={only === undefined} />
          ))}
        </ul>
      )}
    </div>
  );
}

/** What the chosen time is at one account, and what the clocks there make of it. */
function MeantTime({
  chosen,
  clock: { username, timeZone },
  named,
}: {
  chosen: ChosenTime;
  clock: Clock;
  named: boolean;
}) {
  const t = useTranslations('reposts');
  const format = useFormatter();
  const moment = wallMomentOf(chosen, timeZone);
  const at = momentOf(chosen, timeZone);
  const who = named ? `${atName(username)}: ` : '';
  if (moment?.kind === 'never')
    return (
      <li className="text-pretty text-bad">
        <span role="alert">
          {who}
          {t('never', { next: format.dateTime(moment.next, { ...dayAndTime, timeZone }) })}
        </span>
      </li>
    );
  if (!at) return null;
  return (
    <li className="wrap-anywhere">
      {who}
      {t('thereTime')} <ExactMoment at={at} timeZone={timeZone} />
      {' · '}
      {t('forYouTime')} <ExactMoment at={at} />
    </li>
  );
}
