import { Redo2, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button, IconButton } from '#components/ui/button.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { AddLayers } from './add-layers.tsx';
import { SaveWords } from './save-words.tsx';
import type { SaveState } from './use-autosave.ts';
import type { Editor } from './use-editor.ts';

type Props = {
  editor: Editor;
  saveState: SaveState;
  hasLogo: boolean;
  /** Whether the source can be put on it once more. */
  hasSource: boolean;
  onWrite: () => void;
  busy: boolean;
  /** Left out: nothing can be made here. */
  onFinish?: (() => void) | undefined;
};

/** What is done to the edit as a whole. */
export function Toolbar({ editor, saveState, hasLogo, hasSource, onWrite, busy, onFinish }: Props) {
  const t = useTranslations('editor');
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <div className="-ms-2 flex">
        <IconButton aria-label={t('undo')} aria-disabled={!editor.canUndo} onClick={editor.undo}>
          <Undo2 aria-hidden="true" className="size-5 rtl:-scale-x-100" />
        </IconButton>
        <IconButton aria-label={t('redo')} aria-disabled={!editor.canRedo} onClick={editor.redo}>
          <Redo2 aria-hidden="true" className="size-5 rtl:-scale-x-100" />
        </IconButton>
      </div>
      <AddLayers editor={editor} hasLogo={hasLogo} hasSource={hasSource} onWrite={onWrite} />
      <div className="ms-auto flex min-w-0 flex-wrap items-center justify-end gap-x-3 gap-y-2">
        <SaveWords state={saveState} />
        {onFinish ? (
          <Button look="primary" aria-disabled={busy} onClick={onFinish}>
            {busy ? <Spinner /> : null}
            {t('finish.do')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
