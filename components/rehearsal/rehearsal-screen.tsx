'use client';

import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { useFormatter, useTimeZone, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Rehearsal } from '#lib/alerts/rehearsal.ts';
import { atName } from '#lib/i18n/at-name.ts';
import { timeZoneChoices } from '#lib/regions/time-zones.ts';
import { useHydrated } from '#components/ui/use-hydrated.ts';
import { PageHead } from '#components/shell/page-head.tsx';
import { Button } from '#components/ui/button.tsx';
import { Choice } from '#components/ui/choice.tsx';
import { SelectField, TextField } from '#components/ui/field.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { readHandedDraft } from './draft-hand-over.ts';
import { FailedNotice } from './failed-notice.tsx';
import { MonthCostSection } from './month-cost-section.tsx';
import { RehearsedRegions } from './rehearsed-regions.tsx';
import { useRehearsal } from './use-rehearsal.ts';

type AccountChoice = { id: string; username: string; region: string };
type Props = { accounts: readonly AccountChoice[]; first: Rehearsal; drafted: boolean };

/** What would happen if an account posted: nothing is sent and nothing is written. */
export function RehearsalScreen({ accounts, first, drafted }: Props) {
  const t = useTranslations('rehearsal');
  const hydrated = useHydrated();
  const viewersZone = useTimeZone() ?? 'UTC';
  const [accountId, setAccountId] = useState(first.account.id);
  const [when, setWhen] = useState<'now' | 'then'>('now');
  const [moment, setMoment] = useState<{ date: string; time: string; timeZone?: string }>({
    date: '',
    time: '',
  });
  const [usesDraft, setUsesDraft] = useState(drafted);
  const [handed] = useState(() => (typeof window === 'undefined' || !drafted ? [] : readHandedDraft()));
  const changes = hydrated && usesDraft ? handed : [];
  const timeZone = moment.timeZone ?? viewersZone;
  const complete = when === 'then' && moment.date !== '' && moment.time !== '';
  const { rehearsal, failed, busy, retrying, retry } = useRehearsal(
    {
      accountId,
      ...(complete && { at: { date: moment.date, time: moment.time, timeZone } }),
      changes,
    },
    { asked: { accountId: first.account.id, changes: [] }, rehearsal: first },
  );
  const choose = (next: 'now' | 'then') => {
    setWhen(next);
    if (next === 'then' && moment.date === '') setMoment({ ...clockOf(new Date(first.at), timeZone) });
  };
  return (
    <>
      <Link
        href="/routes"
        className="-ms-2 mt-3 inline-flex min-h-11 items-center gap-1.5 rounded-md px-2 text-muted hover:text-ink"
      >
        <ArrowLeft aria-hidden="true" className="size-4 rtl:-scale-x-100" />
        {t('back')}
      </Link>
      <PageHead title={t('title')} lead={t('lead')} />
      <div className="grid items-end gap-4 md:grid-cols-[minmax(0,20rem)_auto]">
        <SelectField
          label={t('account')}
          value={accountId}
          onChange={(event) => setAccountId(event.target.value)}
          options={accounts.map(({ id, username, region }) => ({
            value: id,
            label: `${atName(username)} · ${region}`,
          }))}
        />
        <Choice
          legend={t('when')}
          name="when"
          value={when}
          onChange={choose}
          options={[
            { value: 'now', label: t('now') },
            { value: 'then', label: t('then') },
          ]}
        />
      </div>
      {when === 'then' ? (
        <div className="mt-4 grid gap-4 sm:grid-cols-3 md:max-w-160">
          <TextField
            label={t('date')}
            type="date"
            value={moment.date}
            onChange={(event) => setMoment({ ...moment, date: event.target.value })}
          />
          <TextField
            label={t('time')}
            type="time"
            value={moment.time}
            onChange={(event) => setMoment({ ...moment, time: event.target.value })}
          />
          <SelectField
            label={t('zone')}
            value={timeZone}
            onChange={(event) => setMoment({ ...moment, timeZone: event.target.value })}
            options={[...new Set([timeZone, ...(hydrated ? timeZoneChoices : [])])].map((zone) => ({
              value: zone,
              label: zone.replaceAll('_', ' '),
            }))}
          />
        </div>
      ) : null}
      <div className="mt-6 grid gap-3 empty:hidden">
        {hydrated && drafted ? (
          <Notice look="plain">
            <p>{changes.length === 0 ? t('saved') : t('draft', { count: changes.length })}</p>
            {handed.length === 0 ? null : (
              <Button className="mt-2" onClick={() => setUsesDraft(!usesDraft)}>
                {usesDraft ? t('showSaved') : t('showDraft')}
              </Button>
            )}
          </Notice>
        ) : null}
        {rehearsal.ready ? null : <Notice look="plain">{t('notReady')}</Notice>}
        {failed ? <FailedNotice words={t('failed')} retrying={retrying} onRetry={retry} /> : null}
      </div>
      <div aria-busy={busy} className={busy ? 'opacity-60 transition-opacity' : 'transition-opacity'}>
        <Outcome rehearsal={rehearsal} timeZone={timeZone} />
        <RehearsedRegions regions={rehearsal.regions} at={rehearsal.at} />
      </div>
      <MonthCostSection changes={hydrated ? changes : undefined} />
    </>
  );
}

/** The whole in one sentence. */
function Outcome({ rehearsal, timeZone }: { rehearsal: Rehearsal; timeZone: string }) {
  const t = useTranslations('rehearsal');
  const format = useFormatter();
  const { account, region, regions, at } = rehearsal;
  const told = regions.reduce((sum, each) => sum + each.told, 0);
  const all = regions.reduce(
    (sum, { lines }) => sum + lines.reduce((count, line) => count + line.count, 0),
    0,
  );
  const moment = format.dateTime(new Date(at), {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone,
    timeZoneName: 'short',
  });
  return (
    <section aria-live="polite" className="mt-8">
      <h2 className="text-lg text-pretty wrap-anywhere">
        {region === null
          ? t('noRegion', { account: account.username })
          : t('outcome', { account: account.username, moment, told, left: all - told })}
      </h2>
      <p className="mt-1 max-w-160 text-pretty text-muted">{t('assumed')}</p>
      <a
        href="#month-cost"
        className="inline-flex min-h-9 items-center text-accent underline underline-offset-3 pointer-coarse:min-h-11"
      >
        {t('month')}
      </a>
    </section>
  );
}

/** Day and time as fields take them. */
function clockOf(at: Date, timeZone: string): { date: string; time: string } {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(
    at,
  );
  return { date: parts.slice(0, 10), time: parts.slice(11, 16) };
}
