import type { Backdrop, Design, Layer, TextLayer } from '#lib/reposts/design/design.ts';
import { addLayer, changeLayer, chooseBackdrop, type LayerChange } from '#lib/reposts/design/edit-design.ts';
import { newDesign } from '#lib/reposts/design/new-layer.ts';

export type NamedDesign = {
  name: string;
  design: Design;
  /** Families that must have been loaded for it. */ families: string[];
};

const blur: Backdrop = { kind: 'blur' };

function designOf(backdrop: Backdrop, ...layers: readonly (LayerChange & { kind: Layer['kind'] })[]): Design {
  return layers.reduce<Design>(
    (design, { kind, ...change }) => {
      const added = addLayer(design, kind, {});
      return changeLayer(added.design, added.id ?? '', change);
    },
    chooseBackdrop(newDesign(), backdrop),
  );
}

const text = (words: string, change: Partial<TextLayer> = {}) => ({
  kind: 'text' as const,
  text: words,
  ...change,
});
const arabic = 'مجموعة جديدة من الأكواب، هذا الأسبوع فقط';
const japanese = '新しい器が届きました。今週だけの特別な色です';
const thai = 'แก้วกาแฟรุ่นใหม่มาแล้ว เฉพาะสัปดาห์นี้เท่านั้น';
const hindi = 'नए प्याले आ गए हैं, सिर्फ़ इस हफ़्ते';
const emoji = 'New cups ☕️🎉👩‍🍳🇧🇷';

/** Twenty edits of one story, in the scripts and styles that teams use. The first five are looked at in every run. */
export const designs: readonly NamedDesign[] = [
  {
    name: 'Arabic, label',
    design: designOf(blur, text(arabic, { style: 'pill', styleColor: '#0b5f59' })),
    families: ['Noto Sans Arabic Variable'],
  },
  {
    name: 'Japanese, outline',
    design: designOf({ kind: 'crop', x: 0.5, y: 0.5 }, text(japanese, { style: 'stroke', weight: 900 })),
    families: ['Noto Sans JP Variable'],
  },
  {
    name: 'Thai, label',
    design: designOf(
      { kind: 'color', color: '#f1c27d' },
      text(thai, { style: 'pill', styleColor: '#7a2e0e' }),
    ),
    families: ['Noto Sans Thai Variable'],
  },
  {
    name: 'Hindi, shadow',
    design: designOf(blur, text(hindi, { size: 96 })),
    families: ['Noto Sans Devanagari Variable'],
  },
  {
    name: 'emoji, outline',
    design: designOf(blur, text(emoji, { style: 'stroke', size: 110 })),
    families: ['Noto Color Emoji'],
  },
  {
    name: 'Latin, shadow',
    design: designOf(blur, text('Novas xícaras, só esta semana')),
    families: ['Inter Variable'],
  },
  {
    name: 'Arabic, shadow, at its start',
    design: designOf(blur, text(arabic, { align: 'start' })),
    families: [],
  },
  {
    name: 'Arabic, outline, turned',
    design: designOf(blur, text(arabic, { style: 'stroke', rotation: -12 })),
    families: [],
  },
  {
    name: 'Arabic and Latin in one line',
    design: designOf(blur, text(`${arabic} – Kilnbird 2026`)),
    families: [],
  },
  {
    name: 'Hebrew, label',
    design: designOf(blur, text('כוסות חדשות, רק השבוע', { style: 'pill' })),
    families: [],
  },
  {
    name: 'Japanese, label',
    design: designOf(blur, text(japanese, { style: 'pill', styleColor: '#b3261e' })),
    families: [],
  },
  {
    name: 'Korean, shadow',
    design: designOf(blur, text('새로운 컵이 도착했습니다, 이번 주에만')),
    families: [],
  },
  {
    name: 'Chinese, label',
    design: designOf(blur, text('新杯子到了，仅限本周', { style: 'pill' })),
    families: [],
  },
  {
    name: 'Thai, outline',
    design: designOf(blur, text(thai, { style: 'stroke', weight: 800 })),
    families: [],
  },
  {
    name: 'Hindi, label',
    design: designOf(blur, text(hindi, { style: 'pill', styleColor: '#1d4ed8' })),
    families: [],
  },
  {
    name: 'emoji, large and turned',
    design: designOf(blur, text('🎉', { size: 400, rotation: 20 })),
    families: [],
  },
  {
    name: 'five scripts at once',
    design: designOf(
      blur,
      text('Só hoje', { y: 400 }),
      text(arabic, { y: 620, size: 60 }),
      text(japanese, { y: 900, size: 60 }),
      text(thai, { y: 1160, size: 60 }),
      text(`${hindi} ${emoji}`, { y: 1420, size: 60 }),
    ),
    families: [],
  },
  {
    name: 'source turned, scaled, half seen through',
    design: changeLayer(designOf(blur), 'layer-1', { rotation: 8, scale: 0.7, opacity: 0.6 }),
    families: [],
  },
  {
    name: 'shapes over each other',
    design: designOf(
      { kind: 'color', color: '#203040' },
      { kind: 'shape', form: 'ellipse', color: '#ffd400', opacity: 0.5, rotation: 30, width: 800 },
      { kind: 'shape', form: 'rounded', color: '#e0245e', y: 1200, opacity: 0.8 },
      { kind: 'shape', form: 'rectangle', color: '#ffffff', y: 500, height: 12 },
    ),
    families: [],
  },
  {
    name: 'small letters over the whole picture',
    design: designOf(
      { kind: 'crop', x: 0, y: 0 },
      text('Kleingedrucktes, und davon viel. '.repeat(20), { size: 28, style: 'plain' }),
    ),
    families: [],
  },
];
