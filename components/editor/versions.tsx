import { useTranslations } from 'next-intl';
import type { VersionRow } from '#lib/reposts/edit-page.ts';
import { stillUrl, versionUrl } from '#lib/reposts/version-url.ts';

type Props = { versions: readonly VersionRow[]; onShow: (one: VersionRow) => void };

/** What was finished before, the newest first: each opens as the file that it is. */
export function Versions({ versions, onShow }: Props) {
  const t = useTranslations('editor');
  return (
    <div
      role="group"
      aria-labelledby="editor-versions"
      className="flex flex-col gap-2 border-t hairline pt-3"
    >
      <h2 id="editor-versions" className="text-sm font-strong">
        {t('versions')}
      </h2>
      <div className="flex flex-wrap gap-2">
        {versions.map((version) => (
          <button
            key={version.id}
            type="button"
            onClick={() => onShow(version)}
            className="flex w-18 flex-col gap-1 rounded-md p-1 text-center text-sm hover:bg-sunken"
          >
            <img
              src={version.kind === 'video' ? stillUrl(version.id) : versionUrl(version.id)}
              alt=""
              loading="lazy"
              width={1080}
              height={1920}
              className="aspect-9/16 h-auto w-full rounded-sm object-cover"
            />
            {t('version', { number: version.number })}
          </button>
        ))}
      </div>
    </div>
  );
}
