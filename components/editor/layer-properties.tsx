import { Copy, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type Layer, limits, shapeForms } from '#lib/reposts/design/design.ts';
import {
  changeLayer,
  duplicateLayer,
  type LayerChange,
  removeLayer,
} from '#lib/reposts/design/edit-design.ts';
import { Button } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/field.tsx';
import type { BrandChoices } from './brand-choices.ts';
import { ColorField } from './color-field.tsx';
import { NumberField, SliderField } from './number-field.tsx';
import { Segments } from './segments.tsx';
import { TextProperties } from './text-properties.tsx';
import type { Editor } from './use-editor.ts';

type Props = { layer: Layer; editor: Editor; brand: BrandChoices };

/** Everything about one layer, in fields. */
export function LayerProperties({ layer, editor, brand }: Props) {
  const t = useTranslations('editor');
  const { edit, put, design } = editor;
  const { id, locked } = layer;
  const change = (what: LayerChange) =>
    edit((now) => changeLayer(now, id, what), `${id} ${Object.keys(what).join()}`);
  const duplicate = () => {
    const copied = duplicateLayer(design, id);
    if (copied.id !== null) put(copied.design, copied.id);
  };
  const number = (name: 'x' | 'y' | 'rotation', bounds?: { least: number; most: number }) => (
    <NumberField
      label={t(`number.${name}`)}
      value={layer[name]}
      disabled={locked}
      {...bounds}
      onChange={(value) => change({ [name]: value })}
    />
  );
  return (
    <div className="flex flex-col gap-4">
      {locked ? <p className="text-muted">{t('isLocked')}</p> : null}
      {layer.kind === 'text' ? <TextProperties layer={layer} brand={brand} change={change} /> : null}
      {layer.kind === 'shape' ? (
        <>
          <Segments
            label={t('form')}
            value={layer.form}
            disabled={locked}
            options={shapeForms.map((form) => ({ value: form, label: t(`forms.${form}`) }))}
            onChange={(form) => change({ form })}
          />
          <ColorField
            label={t('color')}
            value={layer.color}
            brandColor={brand.color}
            disabled={locked}
            onChange={(color) => change({ color })}
          />
          <div className="grid grid-cols-2 gap-3">
            <NumberField
              label={t('width')}
              value={layer.width}
              disabled={locked}
              {...limits.side}
              onChange={(width) => change({ width })}
            />
            <NumberField
              label={t('height')}
              value={layer.height}
              disabled={locked}
              {...limits.side}
              onChange={(height) => change({ height })}
            />
          </div>
        </>
      ) : null}
      <SliderField
        label={t('number.opacity')}
        value={layer.opacity * 100}
        disabled={locked}
        least={0}
        most={100}
        onChange={(percent) => change({ opacity: percent / 100 })}
      />
      <div className="grid grid-cols-2 gap-3">
        {number('x', limits.x)}
        {number('y', limits.y)}
        <NumberField
          label={t('number.scale')}
          value={layer.scale * 100}
          disabled={locked}
          least={limits.scale.least * 100}
          most={limits.scale.most * 100}
          onChange={(percent) => change({ scale: percent / 100 })}
        />
        {number('rotation')}
      </div>
      <TextField
        label={t('name')}
        value={layer.name}
        maxLength={limits.name}
        onChange={({ target }) => change({ name: target.value })}
      />
      <div className="flex flex-wrap gap-2">
        <Button onClick={duplicate} aria-disabled={design.layers.length >= limits.layers}>
          <Copy aria-hidden="true" className="size-4" />
          {t('duplicate')}
        </Button>
        <Button aria-disabled={locked} onClick={() => edit((now) => removeLayer(now, id))}>
          <Trash2 aria-hidden="true" className="size-4" />
          {t('remove')}
        </Button>
      </div>
    </div>
  );
}
