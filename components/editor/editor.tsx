import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { BrandFont } from '#lib/brand/brand.ts';
import { newDesign } from '#lib/reposts/design/new-layer.ts';
import type { EditPage, VersionRow } from '#lib/reposts/edit-page.ts';
import { Notice } from '#components/ui/notice.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { CanvasView } from './canvas-view.tsx';
import { useAutosave } from './use-autosave.ts';
import { useEditor } from './use-editor.ts';
import { useFinish } from './use-finish.ts';
import { useMaterials } from './use-materials.ts';
import { usePicture } from './use-pictures.ts';
import { Workbench } from './workbench.tsx';
import { writeText } from './write-text.ts';

export type EditorProps = {
  page: EditPage;
  sourceUrl: string;
  logoUrl: string | null;
  /** `#rrggbb`. NULL: the brand has chosen none. */
  brandColor: string | null;
  brandFonts: BrandFont[];
};

/** The editor, once its source is there to be drawn. */
export function Editor(props: EditorProps) {
  const t = useTranslations('editor');
  const source = usePicture(props.sourceUrl);
  if (source === 'loading') return <Spinner />;
  if (source === 'failed') return <Notice look="bad">{t('sourceFailed')}</Notice>;
  return <OpenEditor {...props} source={source} />;
}

function OpenEditor({
  page,
  logoUrl,
  brandColor,
  brandFonts,
  source,
}: EditorProps & { source: HTMLImageElement }) {
  const { repostId } = page;
  const editor = useEditor(page.design ?? newDesign());
  const { design } = editor;
  const autosave = useAutosave(repostId, design, {
    revision: page.revision,
    saved: page.design !== null,
  });
  const { language } = page.region;
  const { materials, draw } = useMaterials({ source, logoUrl, brandFonts, language, design, bare: false });
  const [versions, setVersions] = useState(page.versions);
  const [shown, setShown] = useState<VersionRow | null>(null);
  const { busy, refusal, finish } = useFinish({
    repostId,
    draw,
    settle: autosave.settle,
    onDone: (version) => {
      setVersions((all) => [version, ...all]);
      setShown(version);
    },
  });
  return (
    <Workbench
      repostId={repostId}
      editor={editor}
      materials={materials}
      autosave={autosave}
      hasLogo={logoUrl !== null}
      hasSource
      brandColor={brandColor}
      brandFonts={brandFonts}
      versions={versions}
      shown={shown}
      onShow={setShown}
      busy={busy}
      onFinish={finish}
      notices={refusal === null ? null : <Notice look="bad">{refusal}</Notice>}
    >
      <div className="z-10 flex h-[44dvh] min-w-0 items-center justify-center bg-sunken p-2 max-md:sticky max-md:top-0 max-md:-mx-4 md:sticky md:top-4 md:row-span-2 md:h-[calc(100dvh-11rem)] md:min-h-100 md:rounded-card md:p-4 lg:order-2 lg:row-span-1">
        <div className="flex size-full items-center justify-center [container-type:size]">
          <CanvasView editor={editor} materials={materials} onWrite={writeText} />
        </div>
      </div>
    </Workbench>
  );
}
