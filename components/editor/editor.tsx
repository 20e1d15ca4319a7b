import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { BrandFont } from '#lib/brand/brand.ts';
import { builtInFamilies, type Layer } from '#lib/reposts/design/design.ts';
import { findLayer } from '#lib/reposts/design/edit-design.ts';
import { isCovered } from '#lib/reposts/design/is-covered.ts';
import { boxAround } from '#lib/reposts/design/layer-box.ts';
import { newDesign } from '#lib/reposts/design/new-layer.ts';
import type { EditPage, VersionRow } from '#lib/reposts/edit-page.ts';
import { Notice } from '#components/ui/notice.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { BackdropProperties } from './backdrop-properties.tsx';
import { CanvasView } from './canvas-view.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { everyScript } from './every-script.ts';
import { LayerProperties } from './layer-properties.tsx';
import { layerName } from './layer-name.ts';
import { layerSize, type Materials } from './layer-size.ts';
import { LayersList } from './layers-list.tsx';
import { pressKey } from './press-key.ts';
import { Toolbar } from './toolbar.tsx';
import { useAutosave } from './use-autosave.ts';
import { useEditor } from './use-editor.ts';
import { useFinish } from './use-finish.ts';
import { useMaterials } from './use-materials.ts';
import { usePicture } from './use-pictures.ts';
import { VersionDialog } from './version-dialog.tsx';
import { Versions } from './versions.tsx';
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
  const t = useTranslations('editor');
  const { repostId } = page;
  const editor = useEditor(page.design ?? newDesign());
  const { design, selectedId } = editor;
  const { state, settle, readSaved, goOn } = useAutosave(repostId, design, {
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
    settle,
    onDone: (version) => {
      setVersions((all) => [version, ...all]);
      setShown(version);
    },
  });
  const selected = findLayer(design, selectedId);
  const families = [...new Set([...brandFonts.map(({ family }) => family), ...builtInFamilies])];

  return (
    // What is pressed anywhere in here is meant for the layer that is selected.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys come up from the controls within
    <div
      onKeyDown={(event) => pressKey(event, editor)}
      className="flex flex-col gap-3 md:gap-4"
      style={{ fontFamily: everyScript }}
    >
      <Toolbar
        editor={editor}
        saveState={state}
        hasLogo={logoUrl !== null}
        hasSource
        onWrite={writeText}
        busy={busy}
        onFinish={finish}
      />
      {refusal === null ? null : <Notice look="bad">{refusal}</Notice>}
      <div className="grid items-start gap-x-6 gap-y-6 md:grid-cols-[minmax(0,1fr)_18rem] md:grid-rows-[auto_1fr] lg:grid-cols-[15rem_minmax(0,1fr)_20rem]">
        <div className="z-10 flex h-[44dvh] min-w-0 items-center justify-center bg-sunken p-2 max-md:sticky max-md:top-0 max-md:-mx-4 md:sticky md:top-4 md:row-span-2 md:h-[calc(100dvh-11rem)] md:min-h-100 md:rounded-card md:p-4 lg:order-2 lg:row-span-1">
          <div className="flex size-full items-center justify-center [container-type:size]">
            <CanvasView editor={editor} materials={materials} onWrite={writeText} />
          </div>
        </div>
        <section
          aria-label={t('layers')}
          className="flex min-w-0 flex-col gap-3 max-md:order-last lg:order-1"
        >
          <LayersList editor={editor} />
          <p id="editor-keys" className="text-sm text-pretty text-muted pointer-coarse:hidden">
            {t('keys')}
          </p>
          {versions.length > 0 ? <Versions versions={versions} onShow={setShown} /> : null}
        </section>
        <section aria-labelledby="editor-properties" className="flex min-w-0 flex-col gap-4 lg:order-3">
          <h2 id="editor-properties" dir="auto" className="truncate text-base">
            {selected ? layerName(selected, (kind) => t(`kind.${kind}`)) : t('background')}
          </h2>
          {selected ? (
            <>
              {liesUnderInterface(selected, materials) ? <Notice look="plain">{t('covered')}</Notice> : null}
              <LayerProperties
                key={selected.id}
                layer={selected}
                editor={editor}
                brand={{ families, color: brandColor }}
              />
            </>
          ) : (
            <BackdropProperties editor={editor} brandColor={brandColor} />
          )}
        </section>
      </div>
      <VersionDialog
        repostId={repostId}
        version={shown}
        onClose={() => setShown(null)}
        onGoOnFrom={(from) => editor.put(from, null)}
      />
      <ConflictDialog
        open={state.kind === 'conflict'}
        readSaved={readSaved}
        onKeepMine={(revision) => goOn({ revision, design: null })}
        onTakeTheirs={(saved) => {
          goOn(saved);
          editor.replace(saved.design);
        }}
      />
    </div>
  );
}

/** A picture or a shape may well lie there; what is to be read may not. */
const liesUnderInterface = (layer: Layer, materials: Materials): boolean =>
  (layer.kind === 'text' || layer.kind === 'logo') &&
  !layer.hidden &&
  isCovered(boxAround(layer, layerSize(layer, materials)));
