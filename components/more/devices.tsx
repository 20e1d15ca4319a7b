'use client';

import { Laptop, Smartphone } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import useSWR from 'swr';
import { fetchJson } from '#components/live/fetch-json.ts';
import { pollMs } from '#components/live/poll-ms.ts';
import { Moment } from '#components/time/moment.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { toast } from '#components/ui/toast.ts';

/** A device on which one is signed in, as JSON carries it. */
export type Device = { id: string; device: string; createdAt: string; lastUsedAt: string; current: boolean };

/** Where one is signed in; any but this one can be signed out from here. */
export function Devices({ first }: { first: Device[] }) {
  const t = useTranslations('more');
  const { data, mutate } = useSWR<{ sessions: Device[] }, Error>('/api/sessions', fetchJson, {
    fallbackData: { sessions: first },
    refreshInterval: pollMs,
  });
  const [ending, setEnding] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);

  const end = async (device: Device) => {
    if (ending !== null) return;
    setEnding(device.id);
    const response = await fetch(`/api/sessions/${device.id}`, { method: 'DELETE' }).catch(() => null);
    setEnding(null);
    setFailed(response === null || !response.ok);
    if (response?.ok) toast(t('ended', { device: device.device }));
    await mutate();
  };

  return (
    <>
      {failed ? <Notice look="bad">{t('endFailed')}</Notice> : null}
      <ul>
        {(data?.sessions ?? first).map((device) => (
          <li key={device.id} className="flex items-center gap-4 border-t hairline py-3 first:border-t-0">
            <DeviceIcon device={device.device} />
            <div className="min-w-0 flex-1">
              <p className="truncate font-strong">{device.device}</p>
              <p className="text-muted">
                {device.current
                  ? t('thisDevice')
                  : t.rich('lastUsed', { at: () => <Moment at={device.lastUsedAt} /> })}
              </p>
            </div>
            {device.current ? null : (
              <Button
                aria-disabled={ending !== null}
                aria-label={t('endLabel', { device: device.device })}
                onClick={() => void end(device)}
              >
                {ending === device.id ? <Spinner /> : null}
                {t('end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function DeviceIcon({ device }: { device: string }) {
  const Icon = /iPhone|Android|iPad/.test(device) ? Smartphone : Laptop;
  return <Icon aria-hidden="true" className="size-5 shrink-0 text-muted" strokeWidth={1.75} />;
}
