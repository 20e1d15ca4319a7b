import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { RouteError } from '#lib/auth/route-error.ts';
import { toast } from '#components/ui/toast.ts';
import { type UploadFailure, uploadFailure } from './upload-failure.ts';

type Refusal = { message: string; field?: string };

/**
 * Sends a file or a change of the brand, one at a time, and says what came of it.
 * @param mostBytes a larger file is refused before it is sent: a server that
 * refuses it half way ends the connection, which looks as if there were none
 */
export function useBrandRequest(mostBytes: number) {
  const t = useTranslations('brand');
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const refuse = (why: UploadFailure) => {
    const megabytes = Math.floor(mostBytes / 1_000_000);
    setRefusal(typeof why === 'string' ? { message: t(`notSaved.${why}`, { megabytes }) } : why);
  };
  /** @returns the answer's JSON, null where it has none; undefined when it was refused */
  const send = async (url: string, init: RequestInit, done: string): Promise<unknown> => {
    if (busy) return undefined;
    if (init.body instanceof File && init.body.size > mostBytes) {
      refuse('tooLarge');
      return undefined;
    }
    setBusy(true);
    const response = await fetch(url, init).catch(() => null);
    const answer: unknown = await response?.json().catch(() => null);
    setBusy(false);
    if (!response?.ok) {
      refuse(uploadFailure(response?.status ?? null, (answer ?? null) as RouteError | null));
      return undefined;
    }
    setRefusal(null);
    toast(done);
    router.refresh();
    return answer ?? null;
  };
  return { busy, refusal, forgive: () => setRefusal(null), send };
}
