import { useTranslations } from 'next-intl';
import { type Backdrop, type BackdropKind, backdropKinds } from '#lib/reposts/design/design.ts';
import { chooseBackdrop } from '#lib/reposts/design/edit-design.ts';
import { SelectField } from '#components/ui/field.tsx';
import { ColorField } from './color-field.tsx';
import { NumberField } from './number-field.tsx';
import type { Editor } from './use-editor.ts';

/** What lies behind all layers. */
export function BackdropProperties({ editor: { design, edit } }: { editor: Editor }) {
  const t = useTranslations('editor');
  const { backdrop } = design;
  const choose = (wanted: Backdrop, run?: string) => edit((now) => chooseBackdrop(now, wanted), run);
  return (
    <div className="flex flex-col gap-4">
      <SelectField
        label={t('backdrop')}
        value={backdrop.kind}
        options={backdropKinds.map((kind) => ({ value: kind, label: t(`backdrops.${kind}`) }))}
        onChange={({ target }) => choose(begun[target.value as BackdropKind])}
      />
      {backdrop.kind === 'color' ? (
        <ColorField
          label={t('color')}
          value={backdrop.color}
          onChange={(color) => choose({ kind: 'color', color }, 'backdrop color')}
        />
      ) : null}
      {backdrop.kind === 'crop' ? (
        <div className="grid grid-cols-2 gap-3">
          {(['x', 'y'] as const).map((axis) => (
            <NumberField
              key={axis}
              label={t(`crop.${axis}`)}
              value={backdrop[axis] * 100}
              least={0}
              most={100}
              onChange={(percent) => choose({ ...backdrop, [axis]: percent / 100 }, `backdrop ${axis}`)}
            />
          ))}
        </div>
      ) : null}
    </div>
  );
}

const begun: Record<BackdropKind, Backdrop> = {
  blur: { kind: 'blur' },
  color: { kind: 'color', color: '#101010' },
  crop: { kind: 'crop', x: 0.5, y: 0.5 },
};
