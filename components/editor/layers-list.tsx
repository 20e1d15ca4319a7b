import {
  ArrowDown,
  ArrowUp,
  Eye,
  EyeOff,
  Image,
  LockKeyhole,
  LockKeyholeOpen,
  Square,
  Stamp,
  Type,
  Wallpaper,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Layer } from '#lib/reposts/design/design.ts';
import { changeLayer, reorderLayer } from '#lib/reposts/design/edit-design.ts';
import { IconButton } from '#components/ui/button.tsx';
import { layerName } from './layer-name.ts';
import type { Editor } from './use-editor.ts';

const icons = { source: Image, text: Type, logo: Stamp, shape: Square } as const;

/** All layers, the front one first, and the background. Whoever cannot see or touch the picture works from here. */
export function LayersList({ editor }: { editor: Editor }) {
  const t = useTranslations('editor');
  const { design, selectedId, select } = editor;
  return (
    <ol aria-label={t('layers')} className="flex flex-col md:max-lg:max-h-80 md:max-lg:overflow-y-auto">
      {design.layers.toReversed().map((layer) => (
        <LayerRow key={layer.id} layer={layer} editor={editor} />
      ))}
      <li className="border-t hairline first:border-t-0">
        <button
          type="button"
          aria-pressed={selectedId === null}
          onClick={() => select(null)}
          className={rowClass}
        >
          <Wallpaper aria-hidden="true" className="size-4 shrink-0 text-muted" />
          {t('background')}
        </button>
      </li>
    </ol>
  );
}

const rowClass =
  'flex min-h-9 w-full min-w-0 items-center gap-2 rounded-md px-2 text-start hover:bg-sunken aria-pressed:bg-accent-soft aria-pressed:font-strong pointer-coarse:min-h-11';

function LayerRow({ layer, editor }: { layer: Layer; editor: Editor }) {
  const t = useTranslations('editor');
  const { design, selectedId, select, edit } = editor;
  const isSelected = layer.id === selectedId;
  const name = layerName(layer, (kind) => t(`kind.${kind}`));
  const at = design.layers.indexOf(layer);
  const Icon = icons[layer.kind];
  const change = (what: { hidden: boolean } | { locked: boolean }) =>
    edit((now) => changeLayer(now, layer.id, what));
  return (
    <li className="border-t hairline first:border-t-0">
      <div className="flex items-center">
        <button type="button" aria-pressed={isSelected} onClick={() => select(layer.id)} className={rowClass}>
          <Icon aria-hidden="true" className="size-4 shrink-0 text-muted" />
          <span dir="auto" className={`truncate ${layer.hidden ? 'text-muted line-through' : ''}`}>
            {name}
          </span>
        </button>
        <IconButton
          aria-label={layer.hidden ? t('show', { name }) : t('hide', { name })}
          onClick={() => change({ hidden: !layer.hidden })}
        >
          {layer.hidden ? (
            <EyeOff aria-hidden="true" className="size-4" />
          ) : (
            <Eye aria-hidden="true" className="size-4" />
          )}
        </IconButton>
        <IconButton
          aria-label={layer.locked ? t('unlock', { name }) : t('lock', { name })}
          onClick={() => change({ locked: !layer.locked })}
        >
          {layer.locked ? (
            <LockKeyhole aria-hidden="true" className="size-4 text-ink" />
          ) : (
            <LockKeyholeOpen aria-hidden="true" className="size-4" />
          )}
        </IconButton>
      </div>
      {isSelected ? (
        <div className="flex gap-1 pb-1">
          <IconButton
            aria-label={t('forward', { name })}
            aria-disabled={layer.locked || at === design.layers.length - 1}
            onClick={() => edit((now) => reorderLayer(now, layer.id, 1))}
          >
            <ArrowUp aria-hidden="true" className="size-4" />
          </IconButton>
          <IconButton
            aria-label={t('backward', { name })}
            aria-disabled={layer.locked || at === 0}
            onClick={() => edit((now) => reorderLayer(now, layer.id, -1))}
          >
            <ArrowDown aria-hidden="true" className="size-4" />
          </IconButton>
        </div>
      ) : null}
    </li>
  );
}
