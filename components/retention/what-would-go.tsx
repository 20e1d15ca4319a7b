import { useFormatter, useTranslations } from 'next-intl';
import { keptParts, type RetentionPreview } from '#lib/retention/retention-rules.ts';
import { MetaLine } from '#components/ui/meta-line.tsx';

/** What the next run would remove, part by part: how many, how large, and of which days. */
export function WhatWouldGo({ preview }: { preview: RetentionPreview }) {
  const t = useTranslations('retention');
  const format = useFormatter();
  const date = (iso: string) => format.dateTime(new Date(iso), { dateStyle: 'medium' });
  const going = keptParts.filter((part) => preview[part].count > 0);
  return (
    <>
      {going.length === 0 ? <p>{t('nothing')}</p> : null}
      <ul className="divide-y divide-line">
        {going.map((part) => {
          const { count, bytes, oldest, newest } = preview[part];
          return (
            <li key={part} className="py-2" data-part={part}>
              <p className="font-strong">{t(`part.${part}`)}</p>
              <p className="figures text-muted">
                <MetaLine
                  facts={[
                    {
                      key: 'count',
                      fact:
                        part === 'words' ? t('stories', { number: count }) : t('files', { number: count }),
                    },
                    ...(bytes === 0
                      ? []
                      : [
                          {
                            key: 'size',
                            fact: format.number(bytes / 1e6, {
                              style: 'unit',
                              unit: 'megabyte',
                              maximumFractionDigits: 1,
                            }),
                          },
                        ]),
                    ...(oldest === null || newest === null
                      ? []
                      : [{ key: 'days', fact: t('posted', { from: date(oldest), to: date(newest) }) }]),
                  ]}
                />
              </p>
            </li>
          );
        })}
      </ul>
      {preview.held > 0 ? <p className="mt-2 text-muted">{t('held', { number: preview.held })}</p> : null}
    </>
  );
}
