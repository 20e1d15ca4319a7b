import { useTranslations } from 'next-intl';
import {
  fontWeights,
  limits,
  textAligns,
  textDirections,
  textStyles,
  type TextLayer,
} from '#lib/reposts/design/design.ts';
import type { LayerChange } from '#lib/reposts/design/edit-design.ts';
import { SelectField, TextArea } from '#components/ui/field.tsx';
import { ColorField } from './color-field.tsx';
import { NumberField } from './number-field.tsx';

type Props = {
  layer: TextLayer;
  families: readonly string[];
  change: (what: LayerChange) => void;
};

/** What a text says and how it is written. */
export function TextProperties({ layer, families, change }: Props) {
  const t = useTranslations('editor');
  const { locked: disabled, style } = layer;
  const known = families.includes(layer.family) ? families : [...families, layer.family];
  return (
    <>
      <TextArea
        label={t('text')}
        value={layer.text}
        maxLength={limits.text}
        disabled={disabled}
        onChange={({ target }) => change({ text: target.value })}
      />
      <div className="grid grid-cols-2 gap-3">
        <SelectField
          label={t('family')}
          value={layer.family}
          disabled={disabled}
          options={known.map((family) => ({ value: family, label: family }))}
          onChange={({ target }) => change({ family: target.value })}
        />
        <SelectField
          label={t('weight')}
          value={layer.weight}
          disabled={disabled}
          options={fontWeights.map((weight) => ({ value: String(weight), label: t(`weights.${weight}`) }))}
          onChange={({ target }) => change({ weight: Number(target.value) })}
        />
        <NumberField
          label={t('size')}
          value={layer.size}
          disabled={disabled}
          {...limits.size}
          onChange={(size) => change({ size })}
        />
        <NumberField
          label={t('lineWidth')}
          value={layer.width}
          disabled={disabled}
          {...limits.width}
          onChange={(width) => change({ width })}
        />
        <SelectField
          label={t('style')}
          value={style}
          disabled={disabled}
          options={textStyles.map((each) => ({ value: each, label: t(`styles.${each}`) }))}
          onChange={({ target }) => change({ style: target.value as typeof style })}
        />
        <SelectField
          label={t('align')}
          value={layer.align}
          disabled={disabled}
          options={textAligns.map((each) => ({ value: each, label: t(`aligns.${each}`) }))}
          onChange={({ target }) => change({ align: target.value as typeof layer.align })}
        />
        <ColorField
          label={t('color')}
          value={layer.color}
          disabled={disabled}
          onChange={(color) => change({ color })}
        />
        {style === 'plain' ? null : (
          <ColorField
            label={t(`styleColors.${style}`)}
            value={layer.styleColor}
            disabled={disabled}
            onChange={(styleColor) => change({ styleColor })}
          />
        )}
        <SelectField
          label={t('direction')}
          value={layer.direction}
          disabled={disabled}
          options={textDirections.map((each) => ({ value: each, label: t(`directions.${each}`) }))}
          onChange={({ target }) => change({ direction: target.value as typeof layer.direction })}
        />
      </div>
    </>
  );
}
