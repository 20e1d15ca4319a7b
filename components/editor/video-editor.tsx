import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Design } from '#lib/reposts/design/design.ts';
import { newDesign } from '#lib/reposts/design/new-layer.ts';
import type { VersionRow } from '#lib/reposts/edit-page.ts';
import { fitToSource, newVideoEdit, type VideoEdit } from '#lib/reposts/video/video-edit.ts';
import type { VideoStatus } from '#lib/reposts/video/video-row.ts';
import { Notice } from '#components/ui/notice.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { CanvasView } from './canvas-view.tsx';
import type { EditorProps } from './editor.tsx';
import { useAutosave } from './use-autosave.ts';
import { useEditor } from './use-editor.ts';
import { usePicture } from './use-pictures.ts';
import { useMakeVideo } from './use-make-video.ts';
import { useMaterials } from './use-materials.ts';
import { VideoMaking } from './video-making.tsx';
import { VideoTimeline } from './video-timeline.tsx';
import { usePlayer, VideoUnder } from './video-under.tsx';
import { Workbench } from './workbench.tsx';
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
  const [first] = useState(() => firstDesign(page.design, durationMs));
  const editor = useEditor(first);
  const { design, edit } = editor;
  const { video = first.video } = design;
  const autosave = useAutosave(page.repostId, design, {
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
    settle: autosave.settle,
    onDone: (version) => {
      setVersions((all) => [version, ...all.filter(({ id }) => id !== version.id)]);
      setShown(version);
    },
  });
  const change = (next: VideoEdit, run: string) => edit((now) => ({ ...now, video: next }), run);

  return (
    <Workbench
      repostId={page.repostId}
      editor={editor}
      materials={materials}
      autosave={autosave}
      hasLogo={logoUrl !== null}
      hasSource={false}
      brandColor={brandColor}
      brandFonts={brandFonts}
      versions={versions}
      shown={shown}
      onShow={setShown}
      busy={making.busy || making.isOpen}
      onFinish={making.encoder === 'missing' ? undefined : making.begin}
      notices={<VideoMaking making={making} />}
    >
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
    </Workbench>
  );
}
