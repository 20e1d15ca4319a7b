'use client';

import dynamic from 'next/dynamic';
import { Spinner } from '#components/ui/spinner.tsx';
import { EditFrame } from './edit-frame.tsx';
import type { EditorProps } from './editor.tsx';

/** Konva and the fonts of all scripts come with this page only, and not with its first picture. */
const Editor = dynamic(async () => (await import('./editor.tsx')).Editor, {
  ssr: false,
  loading: () => <Spinner />,
});

/** The page of the editor: whose story, for which region, and the editor itself. */
export function EditorScreen(props: EditorProps) {
  return (
    <EditFrame page={props.page}>
      <Editor {...props} />
    </EditFrame>
  );
}
