import type { Layer as KonvaLayer } from 'konva/lib/Layer';
import { Redo2, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { BrandFont } from '#lib/brand/brand.ts';
import { builtInFamilies } from '#lib/reposts/design/design.ts';
import {
  duplicateLayer,
  findLayer,
  moveLayer,
  removeLayer,
  reorderLayer,
} from '#lib/reposts/design/edit-design.ts';
import { newDesign } from '#lib/reposts/design/new-layer.ts';
import { scriptFamilies } from '#lib/reposts/design/font-stack.ts';
import type { EditPage, VersionRow } from '#lib/reposts/edit-page.ts';
import { Button, IconButton } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { AddLayers } from './add-layers.tsx';
import { BackdropProperties } from './backdrop-properties.tsx';
import { CanvasView } from './canvas-view.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { blurredCopy } from './draw-backdrop.ts';
import { addBrandFaces, type EditorFonts, loadFonts } from './editor-fonts.ts';
import { editorKey } from './editor-key.ts';
import { LayerProperties } from './layer-properties.tsx';
import { layerName } from './layer-name.ts';
import type { Materials } from './layer-size.ts';
import { LayersList } from './layers-list.tsx';
import { SaveWords } from './save-words.tsx';
import { useAutosave } from './use-autosave.ts';
import { useEditor } from './use-editor.ts';
import { useFinish } from './use-finish.ts';
import { usePicture } from './use-pictures.ts';
import { VersionDialog } from './version-dialog.tsx';

export type EditorProps = {
  page: EditPage;
  sourceUrl: string;
  logoUrl: string | null;
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

function OpenEditor({ page, logoUrl, brandFonts, source }: EditorProps & { source: HTMLImageElement }) {
  const t = useTranslations('editor');
  const editor = useEditor(page.design ?? newDesign());
  const { design, selectedId } = editor;
  const { state, settle, readSaved, goOn } = useAutosave(page.repostId, design, {
    revision: page.revision,
    saved: page.design !== null,
  });
  const { materials, fontsReady } = useMaterials({ page, logoUrl, brandFonts, source, design });
  const sheet = useRef<KonvaLayer>(null);
  const [versions, setVersions] = useState(page.versions);
  const [shown, setShown] = useState<VersionRow | null>(null);
  const { busy, refusal, finish } = useFinish({
    repostId: page.repostId,
    sheet,
    settle,
    fontsReady,
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
      onKeyDown={(event) => press(event, editor)}
      className="flex flex-col gap-4"
      style={{ fontFamily: everyScript }}
    >
      <div className="flex flex-wrap items-center gap-2">
        <IconButton aria-label={t('undo')} aria-disabled={!editor.canUndo} onClick={editor.undo}>
          <Undo2 aria-hidden="true" className="size-5" />
        </IconButton>
        <IconButton aria-label={t('redo')} aria-disabled={!editor.canRedo} onClick={editor.redo}>
          <Redo2 aria-hidden="true" className="size-5" />
        </IconButton>
        <SaveWords state={state} />
        <Button look="primary" className="ms-auto" aria-disabled={busy} onClick={finish}>
          {busy ? <Spinner /> : null}
          {t('finish.do')}
        </Button>
      </div>
      {refusal === null ? null : <Notice look="bad">{refusal}</Notice>}
      <div className="grid items-start gap-x-6 gap-y-6 md:grid-cols-[minmax(0,1fr)_20rem] md:grid-rows-[auto_1fr] lg:grid-cols-[15rem_minmax(0,1fr)_20rem]">
        <div className="z-10 flex h-[44dvh] min-w-0 items-center justify-center bg-sunken p-2 max-md:sticky max-md:top-0 md:sticky md:top-4 md:row-span-2 md:h-[calc(100dvh-12rem)] md:min-h-100 md:rounded-card md:p-4 lg:order-2 lg:row-span-1">
          <div className="flex size-full items-center justify-center [container-type:size]">
            <CanvasView editor={editor} materials={materials} sheetRef={sheet} />
          </div>
        </div>
        <section aria-label={t('layers')} className="flex min-w-0 flex-col gap-3 lg:order-1">
          <AddLayers editor={editor} hasLogo={logoUrl !== null} />
          <LayersList editor={editor} />
          <p id="editor-keys" className="text-sm text-pretty text-muted">
            {t('keys')}
          </p>
          {versions.length > 0 ? <Versions versions={versions} onShow={setShown} /> : null}
        </section>
        <section aria-labelledby="editor-properties" className="flex min-w-0 flex-col gap-4 lg:order-3">
          <h2 id="editor-properties" dir="auto" className="truncate text-base">
            {selected ? layerName(selected, (kind) => t(`kind.${kind}`)) : t('background')}
          </h2>
          {selected ? (
            <LayerProperties key={selected.id} layer={selected} editor={editor} families={families} />
          ) : (
            <BackdropProperties editor={editor} />
          )}
        </section>
      </div>
      <VersionDialog version={shown} onClose={() => setShown(null)} />
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

export function Versions({
  versions,
  onShow,
}: {
  versions: readonly VersionRow[];
  onShow: (one: VersionRow) => void;
}) {
  const t = useTranslations('editor');
  return (
    <div role="group" aria-label={t('versions')} className="flex flex-wrap gap-2 border-t hairline pt-3">
      {versions.map((version) => (
        <Button key={version.id} onClick={() => onShow(version)}>
          {t('version', { number: version.number })}
        </Button>
      ))}
    </div>
  );
}

type Given = Omit<EditorProps, 'sourceUrl'> & {
  source: HTMLImageElement;
  design: ReturnType<typeof newDesign>;
};

/** Everything that layers are drawn with; drawn anew when more fonts have come. */
export function useMaterials({ page, logoUrl, brandFonts, source, design }: Given) {
  const logo = usePicture(logoUrl);
  const [fontsAt, setFontsAt] = useState(0);
  const fonts = useMemo<EditorFonts>(
    () => ({ brand: brandFonts, language: page.region.language }),
    [brandFonts, page.region.language],
  );
  const blurred = useMemo(() => blurredCopy(source), [source]);
  useEffect(() => addBrandFaces(brandFonts), [brandFonts]);
  const fontsReady = useCallback(async () => {
    await loadFonts(design, fonts);
    setFontsAt((at) => at + 1);
    // Two frames: React has drawn with them by then.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }, [design, fonts]);
  const written = design.layers.map((layer) =>
    layer.kind === 'text' ? `${layer.family} ${layer.weight} ${layer.text}` : '',
  );
  const key = JSON.stringify(written);
  useEffect(() => {
    let wanted = true;
    void loadFonts(design, fonts).then(() => {
      if (wanted) setFontsAt((at) => at + 1);
    });
    return () => {
      wanted = false;
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a layer that is moved needs no other fonts
  }, [key, fonts]);
  const materials = useMemo<Materials>(
    () => ({ source, blurred, logo, fonts, fontsAt }),
    [source, blurred, logo, fonts, fontsAt],
  );
  return { materials, fontsReady };
}

/** What is written in the picture is also named in the list and typed in a field: in its own letters. */
export const everyScript = `var(--font-sans), ${scriptFamilies.map((family) => `"${family}"`).join(', ')}`;

const typing = 'input, textarea, select';

export function press(event: KeyboardEvent<HTMLElement>, editor: ReturnType<typeof useEditor>): void {
  // In a field, keys are for the field; and what lies over the page is not within it.
  if (event.target instanceof Element && event.target.closest(`${typing}, [role="dialog"]`)) return;
  const meant = editorKey(event);
  if (!meant) return;
  const { selectedId: id, design, edit, put } = editor;
  if (meant.kind === 'undo') editor.undo();
  else if (meant.kind === 'redo') editor.redo();
  else if (id === null) return;
  else if (meant.kind === 'nudge') edit((now) => moveLayer(now, id, meant), `nudge ${id}`);
  else if (meant.kind === 'reorder') edit((now) => reorderLayer(now, id, meant.steps));
  else if (meant.kind === 'remove') edit((now) => removeLayer(now, id));
  else if (meant.kind === 'deselect') editor.select(null);
  else {
    const copied = duplicateLayer(design, id);
    if (copied.id !== null) put(copied.design, copied.id);
  }
  event.preventDefault();
}
