import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { builtInFamilies, type Design } from '#lib/reposts/design/design.ts';
import { findLayer } from '#lib/reposts/design/edit-design.ts';
import { newDesign } from '#lib/reposts/design/new-layer.ts';
import type { VersionRow } from '#lib/reposts/edit-page.ts';
import { fitToSource, newVideoEdit, type VideoEdit } from '#lib/reposts/video/video-edit.ts';
import type { VideoStatus } from '#lib/reposts/video/video-row.ts';
import { Notice } from '#components/ui/notice.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { BackdropProperties } from './backdrop-properties.tsx';
import { CanvasView } from './canvas-view.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import type { EditorProps } from './editor.tsx';
import { everyScript } from './every-script.ts';
import { LayerProperties } from './layer-properties.tsx';
import { layerName } from './layer-name.ts';
import { LayersList } from './layers-list.tsx';
import { pressKey } from './press-key.ts';
import { Toolbar } from './toolbar.tsx';
import { useAutosave } from './use-autosave.ts';
import { useEditor } from './use-editor.ts';
import { usePicture } from './use-pictures.ts';
import { useMakeVideo } from './use-make-video.ts';
import { useMaterials } from './use-materials.ts';
import { VersionDialog } from './version-dialog.tsx';
import { Versions } from './versions.tsx';
import { VideoMaking } from './video-making.tsx';
import { VideoTimeline } from './video-timeline.tsx';
import { usePlayer, VideoUnder } from './video-under.tsx';
import { writeText } from './write-text.ts';

export type VideoEditorProps = EditorProps & {
  /** The video itself; `sourceUrl` is its first picture. */
  videoUrl: string;
  durationMs: number;
  status: VideoStatus;
};

/** The editor for a video, once its first picture is there. */
export function VideoEditor(props: VideoEditorProps) {
  const t = useTranslations('editor');
  const source = usePicture(props.sourceUrl);
  if (source === 'loading') return <Spinner />;
  if (source === 'failed') return <Notice look="bad">{t('sourceFailed')}</Notice>;
  return <OpenVideoEditor {...props} source={source} />;
}

/** What was saved, or all of the video and nothing on it. */
function firstDesign(saved: Design | null, durationMs: number): Design & { video: VideoEdit } {
  const design = saved ?? { ...newDesign(), layers: [] };
  return { ...design, video: fitToSource(design.video ?? newVideoEdit(durationMs), durationMs) };
}

function OpenVideoEditor({
  page,
  logoUrl,
  brandColor,
  brandFonts,
  source,
  videoUrl,
  durationMs,
  status,
}: VideoEditorProps & { source: HTMLImageElement }) {
  const t = useTranslations('editor');
  const [first] = useState(() => firstDesign(page.design, durationMs));
  const editor = useEditor(first);
  const { design, selectedId, edit } = editor;
  const { video = first.video } = design;
  const { state, settle, readSaved, goOn } = useAutosave(page.repostId, design, {
    revision: page.revision,
    saved: page.design?.video !== undefined,
  });
  const { language } = page.region;
  const { materials, draw } = useMaterials({ source, logoUrl, brandFonts, language, design, bare: true });
  const [videoRef, player] = usePlayer(video);
  const [versions, setVersions] = useState(page.versions);
  const [shown, setShown] = useState<VersionRow | null>(null);
  const making = useMakeVideo({
    repostId: page.repostId,
    first: status,
    draw,
    settle,
    onDone: (version) => {
      setVersions((all) => [version, ...all.filter(({ id }) => id !== version.id)]);
      setShown(version);
    },
  });
  const selected = findLayer(design, selectedId);
  const families = [...new Set([...brandFonts.map(({ family }) => family), ...builtInFamilies])];
  const change = (next: VideoEdit, run: string) => edit((now) => ({ ...now, video: next }), run);

  return (
    // What is pressed anywhere in here is meant for the layer that is selected.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys come up from the controls within
    <div
      onKeyDown={(event) => pressKey(event, editor)}
      className="flex flex-col gap-4"
      style={{ fontFamily: everyScript }}
    >
      <Toolbar
        editor={editor}
        saveState={state}
        hasLogo={logoUrl !== null}
        hasSource={false}
        onWrite={writeText}
        busy={making.busy || making.isOpen}
        onFinish={making.encoder === 'missing' ? undefined : making.begin}
      />
      <VideoMaking making={making} />
      <div className="grid items-start gap-x-6 gap-y-6 md:grid-cols-[minmax(0,1fr)_20rem] md:grid-rows-[auto_1fr] lg:grid-cols-[15rem_minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-3 md:row-span-2 lg:order-2 lg:row-span-1">
          <div className="flex h-[44dvh] min-w-0 items-center justify-center bg-sunken p-2 md:h-[calc(100dvh-24rem)] md:min-h-100 md:rounded-card md:p-4">
            <div className="flex size-full items-center justify-center [container-type:size]">
              <CanvasView
                editor={editor}
                materials={materials}
                onWrite={writeText}
                under={
                  <VideoUnder
                    videoRef={videoRef}
                    videoUrl={videoUrl}
                    posterUrl={source.src}
                    backdrop={design.backdrop}
                    muted={video.muted}
                  />
                }
              />
            </div>
          </div>
          <VideoTimeline video={video} durationMs={durationMs} player={player} onChange={change} />
        </div>
        <section aria-label={t('layers')} className="flex min-w-0 flex-col gap-3 lg:order-1">
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
            <LayerProperties
              key={selected.id}
              layer={selected}
              editor={editor}
              brand={{ families, color: brandColor }}
            />
          ) : (
            <BackdropProperties editor={editor} brandColor={brandColor} />
          )}
        </section>
      </div>
      <VersionDialog
        repostId={page.repostId}
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
