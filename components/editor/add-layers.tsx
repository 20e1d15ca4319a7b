import { Image, Square, Stamp, Type } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { LayerKind } from '#lib/reposts/design/design.ts';
import { addLayer, isFull } from '#lib/reposts/design/edit-design.ts';
import { Button } from '#components/ui/button.tsx';
import type { Editor } from './use-editor.ts';

const icons = { text: Type, shape: Square, logo: Stamp, source: Image } as const;

type Props = {
  editor: Editor;
  hasLogo: boolean;
  /** Whether the source can be put on it once more: a video cannot. */
  hasSource: boolean;
  onWrite: () => void;
};

/** What can be put on the picture. A logo only where the brand has one; a text is typed at once. */
export function AddLayers({ editor: { design, put }, hasLogo, hasSource, onWrite }: Props) {
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
    if (added.id === null) return;
    put(added.design, added.id);
    if (kind === 'text') onWrite();
  };
  return (
    <div
      role="group"
      aria-label={t('add')}
      className="grid auto-cols-fr grid-flow-col gap-1 max-md:order-last max-md:w-full"
    >
      {kinds.map((kind) => {
        const Icon = icons[kind];
        return (
          <Button
            key={kind}
            look="quiet"
            className="px-3 max-md:flex-col max-md:gap-0.5 max-md:bg-sunken max-md:px-1 max-md:py-1.5"
            aria-disabled={isFull(design)}
            onClick={() => add(kind)}
          >
            <Icon aria-hidden="true" className="size-4" />
            {t(`addKind.${kind}`)}
          </Button>
        );
      })}
    </div>
  );
}
