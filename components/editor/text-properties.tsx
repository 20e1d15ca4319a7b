import { PilcrowLeft, PilcrowRight, TextAlignCenter, TextAlignEnd, TextAlignStart } from 'lucide-react';
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
import type { BrandChoices } from './brand-choices.ts';
import { ColorField } from './color-field.tsx';
import { NumberField, SliderField } from './number-field.tsx';
import { Segments } from './segments.tsx';

type Props = {
  layer: TextLayer;
  brand: BrandChoices;
  change: (what: LayerChange) => void;
};

const alignIcons = { start: TextAlignStart, center: TextAlignCenter, end: TextAlignEnd } as const;

/** What a text says and how it is written. */
export function TextProperties({ layer, brand, change }: Props) {
  const t = useTranslations('editor');
  const { locked: disabled, style } = layer;
  const known = brand.families.includes(layer.family) ? brand.families : [...brand.families, layer.family];
  return (
    <>
      <TextArea
        label={t('text')}
        data-editor-text
        value={layer.text}
        maxLength={limits.text}
        disabled={disabled}
        onChange={({ target }) => change({ text: target.value })}
      />
      <Segments
        label={t('style')}
        value={style}
        disabled={disabled}
        options={textStyles.map((each) => ({ value: each, label: t(`styles.${each}`) }))}
        onChange={(wanted) => change({ style: wanted })}
      />
      <div className="grid grid-cols-2 gap-3">
        <ColorField
          label={t('color')}
          value={layer.color}
          brandColor={brand.color}
          disabled={disabled}
          onChange={(color) => change({ color })}
        />
        {style === 'plain' ? null : (
          <ColorField
            label={t(`styleColors.${style}`)}
            value={layer.styleColor}
            brandColor={brand.color}
            disabled={disabled}
            onChange={(styleColor) => change({ styleColor })}
          />
        )}
      </div>
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
      </div>
      <SliderField
        label={t('size')}
        value={layer.size}
        disabled={disabled}
        {...limits.size}
        onChange={(size) => change({ size })}
      />
      <div className="grid grid-cols-2 gap-3">
        <Segments
          label={t('align')}
          value={layer.align}
          disabled={disabled}
          options={textAligns.map((each) => {
            const Icon = alignIcons[each];
            return {
              value: each,
              label: t(`aligns.${each}`),
              icon: <Icon aria-hidden="true" className="size-4" />,
            };
          })}
          onChange={(align) => change({ align })}
        />
        <Segments
          label={t('direction')}
          value={layer.direction}
          disabled={disabled}
          options={textDirections.map((each) => ({
            value: each,
            label: t(`directions.${each}`),
            ...(each === 'auto' ? {} : { icon: directionIcons[each] }),
          }))}
          onChange={(direction) => change({ direction })}
        />
      </div>
      <NumberField
        label={t('lineWidth')}
        value={layer.width}
        disabled={disabled}
        {...limits.width}
        onChange={(width) => change({ width })}
      />
    </>
  );
}

const directionIcons = {
  ltr: <PilcrowRight aria-hidden="true" className="size-4" />,
  rtl: <PilcrowLeft aria-hidden="true" className="size-4" />,
};
