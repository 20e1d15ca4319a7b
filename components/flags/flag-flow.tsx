'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import useSWR, { useSWRConfig } from 'swr';
import type { StoryDetail } from '#lib/feed/feed-story.ts';
import type { FlagRegion } from '#lib/flags/board-flag.ts';
import type { FlagInput } from '#lib/flags/flag-input.ts';
import type { StoryFlag } from '#lib/flags/story-flag.ts';
import { refusalWords } from '#components/live/send-json.ts';
import { fetchJson } from '#components/live/fetch-json.ts';
import { toast } from '#components/ui/toast.ts';
import { addFlag, withdrawFlag } from './flag-api.ts';
import { type FlagDraft, FlagDialog } from './flag-dialog.tsx';

type Props = {
  story: { code: string; account: string; region: string } | null;
  onClose: () => void;
  /** Told whether the dialog is there: after a refusal it comes again by itself. */
  onShown: (shown: boolean) => void;
};

type Refusal = { code: string; draft: FlagDraft; words: string };

/**
 * Flags a story. It shows at once and can be taken back; only a problem, of
 * which another team is told, waits for the server and stays.
 */
export function FlagFlow({ story, onClose, onShown }: Props) {
  const t = useTranslations('flagStory');
  const { mutate } = useSWRConfig();
  const regions = useSWR<FlagRegion[], Error>('/api/flags/regions', fetchJson);
  const [refusal, setRefusal] = useState<Refusal & { about: NonNullable<Props['story']> }>();
  const [sending, setSending] = useState(false);
  const about = refusal?.about ?? story;
  const shown = about !== null;
  useEffect(() => onShown(shown), [onShown, shown]);

  const refetch = (code: string) => {
    void mutate((key) => typeof key === 'string' && (key.startsWith('/api/flags') || key === storyKey(code)));
  };
  const close = () => {
    setRefusal(undefined);
    onClose();
  };

  async function flag(draft: FlagDraft, target: NonNullable<Props['story']>) {
    const { code } = target;
    const region = regions.data?.find(({ id }) => id === draft.regionId)?.name ?? '';
    const input: FlagInput = { ...draft, code, words: draft.words.trim() };
    const asIs = draft.kind === 'problem';
    if (asIs) setSending(true);
    else {
      close();
      // Beside what the page holds already; without a page of it open there is nothing to show it on.
      void mutate<StoryDetail>(
        storyKey(code),
        (shown) =>
          shown && { ...shown, flags: [...shown.flags, flagToBe(input, { name: t('you'), region })] },
        { revalidate: false },
      );
    }
    try {
      const made = await addFlag(input);
      if (asIs) {
        close();
        toast(t('problemDone', { count: made.told, region: target.region }));
      } else
        toast(t('done', { region: made.region }), {
          undo: {
            label: t('undo'),
            run: () => {
              void withdrawFlag(made.flagId)
                .catch((error: unknown) => toast(refusalWords(error, t('notReached')), { failed: true }))
                .finally(() => refetch(code));
            },
          },
        });
    } catch (error) {
      setRefusal({ code, draft, words: refusalWords(error, t('notReached')), about: target });
    } finally {
      setSending(false);
      refetch(code);
    }
  }

  return about === null ? null : (
    <FlagDialog
      key={`${about.code} ${refusal?.words ?? ''}`}
      account={about.account}
      team={about.region}
      regions={regions.data}
      failed={regions.error !== undefined}
      first={refusal?.draft}
      refused={refusal?.words}
      sending={sending}
      onClose={close}
      onFlag={(draft) => void flag(draft, about)}
    />
  );
}

const storyKey = (code: string) => `/api/stories/${encodeURIComponent(code)}`;

/** The flag as it will stand on the page, until the server's own comes. */
const flagToBe = (input: FlagInput, by: StoryFlag['by']): StoryFlag => ({
  id: 'to-be',
  kind: input.kind,
  state: 'open',
  urgent: input.urgent ?? false,
  words: input.words === '' ? null : (input.words ?? null),
  dismissal: null,
  by,
  owner: null,
  at: new Date().toISOString(),
});
