'use client';

import { Download } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import type { StoryDetail, StoryFile } from '#lib/feed/feed-story.ts';
import { downloadName } from '#lib/media/download-name.ts';
import { MetaLine } from '#components/ui/meta-line.tsx';

/** All that is stored of a story, each to be downloaded, and what is not any more; nothing while there is neither. */
export function StoryFiles({ story }: { story: StoryDetail }) {
  const t = useTranslations('story');
  const format = useFormatter();
  if (story.files.length === 0 && story.removed.length === 0) return null;
  return (
    <section aria-labelledby="files">
      <h2 id="files" className="mb-3 text-lg">
        {t('files')}
      </h2>
      <ul className="divide-y divide-line border-y hairline">
        {story.files.map((file) => (
          <FileRow key={file.rendition} story={story} file={file} />
        ))}
      </ul>
      {story.removed.map(({ part, at, afterDays }) => (
        <p key={part} className="mt-2 text-muted" data-removed={part}>
          {t(`removed.${part}`, {
            date: format.dateTime(new Date(at), { dateStyle: 'long' }),
            days: afterDays,
          })}
        </p>
      ))}
    </section>
  );
}

function FileRow({ story, file }: { story: StoryDetail; file: StoryFile }) {
  const t = useTranslations('story');
  const format = useFormatter();
  const { rendition, bytes, width, height } = file;
  const name = t(`file.${rendition}`);
  const small = bytes < 1e6;
  const size = format.number(small ? bytes / 1e3 : bytes / 1e6, {
    style: 'unit',
    unit: small ? 'kilobyte' : 'megabyte',
    maximumSignificantDigits: 2,
  });
  return (
    <li className="flex items-center gap-4 py-1">
      <div className="min-w-0 flex-1 py-1.5">
        <p>{name}</p>
        <p className="figures text-sm text-muted">
          <MetaLine
            facts={[
              { key: 'kind', fact: file.mimeType.split('/')[1]!.toUpperCase() },
              ...(width === null || height === null
                ? []
                : [{ key: 'pixels', fact: <bdi>{`${width} × ${height}`}</bdi> }]),
              { key: 'size', fact: size },
            ]}
          />
        </p>
      </div>
      <a
        href={file.url}
        download={downloadName({ username: story.account.username, code: story.code }, file)}
        aria-label={t('downloadFile', { name })}
        className="-me-2 flex size-9 shrink-0 items-center justify-center rounded-md hover:bg-sunken pointer-coarse:size-11"
      >
        <Download aria-hidden="true" className="size-5" strokeWidth={1.75} />
      </a>
    </li>
  );
}
