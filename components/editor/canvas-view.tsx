import type { Layer as KonvaLayer } from 'konva/lib/Layer';
import { useTranslations } from 'next-intl';
import { type ReactNode, type Ref, useEffect, useRef, useState } from 'react';
import { covered, frame } from '#lib/reposts/design/frame.ts';
import type { Materials } from './layer-size.ts';
import { Stage } from './stage.tsx';
import type { Editor } from './use-editor.ts';

type Props = {
  editor: Editor;
  materials: Materials;
  sheetRef: Ref<KonvaLayer>;
  /** What the layers are seen on instead of a backdrop of their own: then they are drawn on nothing. */
  under?: ReactNode;
};

/** The picture at its full size, made to fit by the page alone, with what Instagram will cover as hairlines. */
export function CanvasView({ editor, materials, sheetRef, under }: Props) {
  const t = useTranslations('editor');
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState(0.3);
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
        // The picture itself is the same in every direction of writing.
        dir="ltr"
        className="absolute top-0 left-0 origin-top-left"
        style={{ width: frame.width, height: frame.height, transform: `scale(${view})` }}
      >
        <Stage
          editor={editor}
          materials={materials}
          view={view}
          bare={under !== undefined}
          sheetRef={sheetRef}
          onTouch={() => box.current?.focus({ preventScroll: true })}
        />
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
