import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { BrandFont } from '#lib/brand/brand.ts';
import { builtInFamilies, type Layer } from '#lib/reposts/design/design.ts';
import { findLayer } from '#lib/reposts/design/edit-design.ts';
import { scriptFamilies } from '#lib/reposts/design/font-stack.ts';
import { isCovered } from '#lib/reposts/design/is-covered.ts';
import { boxAround } from '#lib/reposts/design/layer-box.ts';
import type { VersionRow } from '#lib/reposts/edit-page.ts';
import { Notice } from '#components/ui/notice.tsx';
import { BackdropProperties } from './backdrop-properties.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { LayerProperties } from './layer-properties.tsx';
import { layerName } from './layer-name.ts';
import { layerSize, type Materials } from './layer-size.ts';
import { LayersList } from './layers-list.tsx';
import { pressKey } from './press-key.ts';
import { Toolbar } from './toolbar.tsx';
import type { Autosave } from './use-autosave.ts';
import type { Editor } from './use-editor.ts';
import { VersionDialog } from './version-dialog.tsx';
import { Versions } from './versions.tsx';
import { writeText } from './write-text.ts';

type Props = {
  repostId: string;
  editor: Editor;
  materials: Materials;
  autosave: Autosave;
  hasLogo: boolean;
  /** Whether the source can be put on it once more: a video cannot. */
  hasSource: boolean;
  /** `#rrggbb`. NULL: the brand has chosen none. */
  brandColor: string | null;
  brandFonts: readonly BrandFont[];
  versions: readonly VersionRow[];
  /** The version whose file is looked at. NULL: none. */
  shown: VersionRow | null;
  onShow: (version: VersionRow | null) => void;
  busy: boolean;
  /** Undefined: nothing can be made here. */
  onFinish: (() => void) | undefined;
  /** What came of finishing. */
  notices: ReactNode;
  /** What is worked on, and what belongs to it. */
  children: ReactNode;
};

/** What an editor of pictures and one of videos have in common: everything around what is worked on. */
export function Workbench({
  repostId,
  editor,
  materials,
  autosave: { state, readSaved, goOn },
  hasLogo,
  hasSource,
  brandColor,
  brandFonts,
  versions,
  shown,
  onShow,
  busy,
  onFinish,
  notices,
  children,
}: Props) {
  const t = useTranslations('editor');
  const selected = findLayer(editor.design, editor.selectedId);
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
        hasLogo={hasLogo}
        hasSource={hasSource}
        onWrite={writeText}
        busy={busy}
        onFinish={onFinish}
      />
      {notices}
      <div className="grid items-start gap-x-6 gap-y-6 md:grid-cols-[minmax(0,1fr)_18rem] md:grid-rows-[auto_1fr] lg:grid-cols-[15rem_minmax(0,1fr)_20rem]">
        {children}
        <section
          aria-label={t('layers')}
          className="flex min-w-0 flex-col gap-3 max-md:order-last lg:order-1"
        >
          <LayersList editor={editor} />
          <p id="editor-keys" className="text-sm text-pretty text-muted pointer-coarse:hidden">
            {t('keys')}
          </p>
          {versions.length > 0 ? <Versions versions={versions} onShow={onShow} /> : null}
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
        onClose={() => onShow(null)}
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

/** What is written in the picture is also named in the list and typed in a field: in its own letters. */
const everyScript = `var(--font-sans), ${scriptFamilies.map((family) => `"${family}"`).join(', ')}`;

/** A picture or a shape may well lie there; what is to be read may not. */
const liesUnderInterface = (layer: Layer, materials: Materials): boolean =>
  (layer.kind === 'text' || layer.kind === 'logo') &&
  !layer.hidden &&
  isCovered(boxAround(layer, layerSize(layer, materials)));
