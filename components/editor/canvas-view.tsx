import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { covered, frame } from '#lib/reposts/design/frame.ts';
import type { Materials } from './layer-size.ts';
import { Stage } from './stage.tsx';
import type { Editor } from './use-editor.ts';

type Props = {
  editor: Editor;
  materials: Materials;
  /** What the layers are seen on instead of a backdrop of their own. */
  under?: ReactNode;
  onWrite: () => void;
};

/** The picture, as large as there is room, with what Instagram will cover as hairlines. */
export function CanvasView({ editor, materials, under, onWrite }: Props) {
  const t = useTranslations('editor');
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<number | null>(null);
  useEffect(() => {
    const watcher = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setView(entry.contentRect.width / frame.width);
    });
    if (box.current) watcher.observe(box.current);
    return () => watcher.disconnect();
  }, []);
  return (
    <div
      ref={box}
      role="group"
      aria-label={t('picture')}
      aria-describedby="editor-keys"
      // Takes the focus when it is touched, so that keys reach it; with keys alone one works from the list.
      tabIndex={-1}
      className="relative aspect-9/16 w-[min(100cqw,56.25cqh)] touch-none overflow-hidden bg-raised"
    >
      {under}
      <div
        // A canvas writes with the spacing and direction of where it stands; the picture is to be the same everywhere.
        dir="ltr"
        style={{ all: 'initial', display: 'block', position: 'absolute', top: 0, left: 0 }}
      >
        {view === null ? null : (
          <Stage
            editor={editor}
            materials={materials}
            view={view}
            bare={under !== undefined}
            onTouch={() => box.current?.focus({ preventScroll: true })}
            onWrite={onWrite}
          />
        )}
      </div>
      <div aria-hidden="true" className="pointer-events-none absolute inset-0">
        <span
          className="absolute inset-x-0 border-t border-dashed border-over mix-blend-difference"
          style={{ top: `${covered.top * 100}%` }}
        />
        <span
          className="absolute inset-x-0 border-t border-dashed border-over mix-blend-difference"
          style={{ bottom: `${covered.bottom * 100}%` }}
        />
      </div>
    </div>
  );
}
