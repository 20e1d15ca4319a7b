import { Image, Square, Stamp, Type } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { LayerKind } from '#lib/reposts/design/design.ts';
import { addLayer, isFull } from '#lib/reposts/design/edit-design.ts';
import { Button } from '#components/ui/button.tsx';
import type { Editor } from './use-editor.ts';

const icons = { text: Type, shape: Square, logo: Stamp, source: Image } as const;

/** What can be put on the picture. A logo only where the brand has one. */
export function AddLayers({
  editor: { design, put },
  hasLogo,
  hasSource = true,
}: {
  editor: Editor;
  hasLogo: boolean;
  /** Whether the source can be put on it once more. */
  hasSource?: boolean;
}) {
  const t = useTranslations('editor');
  const kinds: LayerKind[] = [
    'text',
    'shape',
    ...(hasLogo ? (['logo'] as const) : []),
    ...(hasSource ? (['source'] as const) : []),
  ];
  const add = (kind: LayerKind) => {
    const text = kind === 'text' ? { text: t('newText') } : {};
    const added = addLayer(design, kind, text);
    if (added.id !== null) put(added.design, added.id);
  };
  return (
    <div role="group" aria-label={t('add')} className="grid grid-cols-2 gap-2">
      {kinds.map((kind) => {
        const Icon = icons[kind];
        return (
          <Button key={kind} className="px-2" aria-disabled={isFull(design)} onClick={() => add(kind)}>
            <Icon aria-hidden="true" className="size-4" />
            {t(`addKind.${kind}`)}
          </Button>
        );
      })}
    </div>
  );
}
