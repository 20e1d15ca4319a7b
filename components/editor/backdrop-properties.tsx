import { useTranslations } from 'next-intl';
import { type Backdrop, type BackdropKind, backdropKinds } from '#lib/reposts/design/design.ts';
import { chooseBackdrop } from '#lib/reposts/design/edit-design.ts';
import { ColorField } from './color-field.tsx';
import { SliderField } from './number-field.tsx';
import { Segments } from './segments.tsx';
import type { Editor } from './use-editor.ts';

type Props = { editor: Editor; brandColor: string | null };

/** What lies behind all layers. */
export function BackdropProperties({ editor: { design, edit }, brandColor }: Props) {
  const t = useTranslations('editor');
  const { backdrop } = design;
  const choose = (wanted: Backdrop, run?: string) => edit((now) => chooseBackdrop(now, wanted), run);
  return (
    <div className="flex flex-col gap-4">
      <Segments
        label={t('backdrop')}
        value={backdrop.kind}
        options={backdropKinds.map((kind) => ({ value: kind, label: t(`backdrops.${kind}`) }))}
        onChange={(kind) => choose(begun[kind])}
      />
      <p className="text-sm text-pretty text-muted">{t(`backdropLeads.${backdrop.kind}`)}</p>
      {backdrop.kind === 'color' ? (
        <ColorField
          label={t('color')}
          value={backdrop.color}
          brandColor={brandColor}
          onChange={(color) => choose({ kind: 'color', color }, 'backdrop color')}
        />
      ) : null}
      {backdrop.kind === 'crop'
        ? (['x', 'y'] as const).map((axis) => (
            <SliderField
              key={axis}
              label={t(`crop.${axis}`)}
              value={backdrop[axis] * 100}
              least={0}
              most={100}
              onChange={(percent) => choose({ ...backdrop, [axis]: percent / 100 }, `backdrop ${axis}`)}
            />
          ))
        : null}
    </div>
  );
}

const begun: Record<BackdropKind, Backdrop> = {
  blur: { kind: 'blur' },
  color: { kind: 'color', color: '#101010' },
  crop: { kind: 'crop', x: 0.5, y: 0.5 },
};
