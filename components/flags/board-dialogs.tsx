'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import useSWR from 'swr';
import type { BoardFlag } from '#lib/flags/board-flag.ts';
import { fetchJson } from '#components/live/fetch-json.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogActions } from '#components/ui/dialog.tsx';
import { SelectField, TextArea } from '#components/ui/field.tsx';
import { Notice } from '#components/ui/notice.tsx';

type Props = { flag: BoardFlag; onClose: () => void };

/** To whom a flag is handed: anybody who edits for its region. */
export function HandOverDialog({
  flag,
  onClose,
  onChosen,
}: Props & { onChosen: (person: { id: string; name: string }) => void }) {
  const t = useTranslations('flags');
  const { data, error } = useSWR<{ id: string; name: string }[], Error>(
    `/api/regions/${flag.region.id}/editors`,
    fetchJson,
  );
  const [chosen, setChosen] = useState('');
  const people = (data ?? []).filter(({ id }) => id !== flag.owner?.id);
  const person = people.find(({ id }) => id === chosen) ?? people[0];
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('handOver.title')}
      description={t('handOver.lead', { region: flag.region.name })}
    >
      {error !== undefined ? (
        <Notice look="bad">{t('notReached')}</Notice>
      ) : data !== undefined && people.length === 0 ? (
        <Notice look="plain">{t('handOver.nobody')}</Notice>
      ) : (
        <SelectField
          label={t('handOver.to')}
          value={person?.id ?? ''}
          onChange={(event) => setChosen(event.currentTarget.value)}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <DialogActions>
        <Button
          look="primary"
          aria-disabled={person === undefined}
          onClick={() => {
            if (person !== undefined) onChosen(person);
          }}
        >
          {t('handOver.submit')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** Why a flag is dismissed. */
export function DismissDialog({ flag, onClose, onReason }: Props & { onReason: (reason: string) => void }) {
  const t = useTranslations('flags');
  const kinds = useTranslations('responses.kind');
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('dismiss.title')}
      description={t('dismiss.lead', { kind: kinds(flag.kind), account: flag.story.username })}
    >
      <TextArea
        label={t('dismiss.reason')}
        hint={t('dismiss.hint')}
        error={missing ? t('dismiss.missing') : undefined}
        maxLength={1000}
        value={reason}
        onChange={(event) => {
          setReason(event.currentTarget.value);
          setMissing(false);
        }}
      />
      <DialogActions>
        <Button
          look="primary"
          onClick={() => {
            if (reason.trim() === '') setMissing(true);
            else onReason(reason.trim());
          }}
        >
          {t('dismiss.submit')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
