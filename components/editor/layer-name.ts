import type { Layer } from '#lib/reposts/design/design.ts';

/** What a layer is called in the list: its name, else the words of a text, else what it is (a key under `editor.kind`). */
export function layerName(layer: Layer, words: (kind: Layer['kind']) => string): string {
  if (layer.name.trim() !== '') return layer.name;
  const text = layer.kind === 'text' ? layer.text.replaceAll(/\s+/g, ' ').trim() : '';
  return text === '' ? words(layer.kind) : text.slice(0, 40);
}
