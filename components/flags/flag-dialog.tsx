'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { FlagRegion } from '#lib/flags/board-flag.ts';
import { type FlagKind, flagKinds } from '#lib/words.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogActions } from '#components/ui/dialog.tsx';
import { SelectField, TextArea } from '#components/ui/field.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Spinner } from '#components/ui/spinner.tsx';

export type FlagDraft = { regionId: string; kind: FlagKind; words: string; urgent: boolean };

type Props = {
  account: string;
  /** The team whose story it is. */
  team: string;
  /** Undefined while they are on their way. */
  regions: readonly FlagRegion[] | undefined;
  failed: boolean;
  first: FlagDraft | undefined;
  refused: string | undefined;
  sending: boolean;
  onClose: () => void;
  onFlag: (draft: FlagDraft) => void;
};

/** What a story is flagged as, for which region, and what there is to say. */
export function FlagDialog({ account, team, regions, failed, first, refused, sending, ...on }: Props) {
  const t = useTranslations('flagStory');
  const [draft, setDraft] = useState<FlagDraft>(
    first ?? { regionId: '', kind: 'repost', words: '', urgent: false },
  );
  const region = regions?.find(({ id }) => id === draft.regionId) ?? regions?.[0];
  const set = (over: Partial<FlagDraft>) => setDraft({ ...draft, ...over });
  return (
    <Dialog open onOpenChange={on.onClose} title={t('title', { account })}>
      {failed ? (
        <Notice look="bad">{t('notReached')}</Notice>
      ) : regions !== undefined && region === undefined ? (
        <Notice look="plain">{t('noRegion')}</Notice>
      ) : (
        <div className="flex flex-col gap-4">
          <Kinds kind={draft.kind} onKind={(kind) => set({ kind })} />
          {draft.kind === 'problem' ? <Notice look="plain">{t('tells', { region: team })}</Notice> : null}
          <SelectField
            label={t('forRegion')}
            value={region?.id ?? ''}
            onChange={(event) => set({ regionId: event.currentTarget.value })}
            options={(regions ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
          <TextArea
            label={t('words')}
            hint={t('wordsHint')}
            maxLength={1000}
            value={draft.words}
            onChange={(event) => set({ words: event.currentTarget.value })}
          />
          {region?.mayHurry === true ? (
            <div>
              <label className="flex min-h-9 cursor-pointer items-center gap-3 text-sm font-strong pointer-coarse:min-h-11">
                <input
                  type="checkbox"
                  checked={draft.urgent}
                  onChange={(event) => set({ urgent: event.currentTarget.checked })}
                  aria-describedby="urgent-hint"
                  className="size-5 shrink-0 accent-accent"
                />
                {t('urgent')}
              </label>
              <p id="urgent-hint" className="ps-8 text-sm text-muted">
                {draft.kind === 'problem' ? t('urgentProblem') : t('urgentHint')}
              </p>
            </div>
          ) : null}
          {refused === undefined ? null : <Notice look="bad">{refused}</Notice>}
        </div>
      )}
      <DialogActions>
        <Button
          look="primary"
          aria-disabled={sending || region === undefined}
          onClick={() => {
            if (sending || region === undefined) return;
            on.onFlag({ ...draft, regionId: region.id, urgent: draft.urgent && region.mayHurry });
          }}
        >
          {sending ? <Spinner /> : null}
          {t('submit')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Kinds({ kind, onKind }: { kind: FlagKind; onKind: (kind: FlagKind) => void }) {
  const t = useTranslations('flagStory');
  const kinds = useTranslations('responses.kind');
  return (
    <fieldset>
      <legend className="pb-1.5 text-sm font-strong">{t('what')}</legend>
      <div className="flex flex-col gap-2">
        {flagKinds.map((each) => (
          <label
            key={each}
            className="relative flex min-h-11 cursor-pointer flex-col justify-center rounded-md border border-edge px-3 py-1.5 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="kind"
              value={each}
              checked={each === kind}
              onChange={() => onKind(each)}
              className="absolute inset-0 cursor-pointer opacity-0"
            />
            <span className="text-sm font-strong">{kinds(each)}</span>
            <span className="text-sm text-muted">{t(`kindHint.${each}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
