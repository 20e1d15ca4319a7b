import { useTranslations } from 'next-intl';
import { useState } from 'react';
import useSWR from 'swr';
import type { VersionRow } from '#lib/reposts/edit-page.ts';
import type { VideoStatus } from '#lib/reposts/video/video-row.ts';
import { fetchJson } from '#components/live/fetch-json.ts';
import { refusalWords, sendJson } from '#components/live/send-json.ts';
import { sendDrawing } from './send-drawing.ts';

type Needs = {
  repostId: string;
  first: VideoStatus;
  /** Draws what lies on top on nothing, once all its fonts are there. */
  draw: () => Promise<HTMLCanvasElement>;
  /** @returns the revision under which what is on the table is saved; undefined: it is not */
  settle: () => Promise<number | undefined>;
  /** Called with the version that one asked for here. */
  onDone: (version: VersionRow) => void;
};

export type MakingVideo = ReturnType<typeof useMakeVideo>;

const askEveryMs = 1_000;

const isOpenState = (status: VideoStatus) =>
  status.video?.state === 'waiting' || status.video?.state === 'working';

/** Draws what lies on top once, as it is seen, has a video made with it, and follows how far that is. */
export function useMakeVideo({ repostId, first, draw, settle, onDone }: Needs) {
  const t = useTranslations('editor');
  const url = `/api/reposts/${repostId}/video`;
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [asked, setAsked] = useState<string | null>(null);
  const { data: status = first, mutate } = useSWR<VideoStatus, Error>(url, fetchJson, {
    fallbackData: first,
    // Whoever comes back to the page sees what has come of it.
    refreshInterval: (now) => (isOpenState(now ?? first) ? askEveryMs : 0),
    onSuccess: ({ video }) => {
      if (!video?.version || video.id !== asked) return;
      setAsked(null);
      onDone({ ...video.version, kind: 'video', edited: true });
    },
  });

  const send = async (): Promise<string | null> => {
    const revision = await settle();
    if (revision === undefined) return t('finish.unsaved');
    const sent = await sendDrawing<{ videoId: string }>(`${url}?revision=${revision}`, await draw());
    if (!sent.ok) return typeof sent.why === 'string' ? t(`finish.${sent.why}`) : sent.why.words;
    setAsked(sent.answer.videoId);
    return null;
  };
  const begin = async () => {
    if (busy || isOpenState(status)) return;
    setBusy(true);
    setRefusal(await send());
    await mutate();
    setBusy(false);
  };
  const cancel = async () => {
    setRefusal(
      await sendJson('DELETE', url, {}).then(
        () => null,
        (error: unknown) => refusalWords(error, t('finish.unreached')),
      ),
    );
    await mutate();
  };
  return {
    encoder: status.encoder,
    video: status.video,
    isOpen: isOpenState(status),
    busy,
    refusal,
    begin: () => void begin(),
    cancel: () => void cancel(),
  };
}
