'use client';

import dynamic from 'next/dynamic';
import { Spinner } from '#components/ui/spinner.tsx';
import { EditFrame } from './edit-frame.tsx';
import type { VideoEditorProps } from './video-editor.tsx';

const VideoEditor = dynamic(async () => (await import('./video-editor.tsx')).VideoEditor, {
  ssr: false,
  loading: () => <Spinner />,
});

/** The page of the editor for a video: whose story, for which region, and the editor itself. */
export function VideoEditorScreen(props: VideoEditorProps) {
  return (
    <EditFrame page={props.page}>
      <VideoEditor {...props} />
    </EditFrame>
  );
}
