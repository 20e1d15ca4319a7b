/** What a key means in the editor. */
export type EditorKey =
  | { kind: 'undo' | 'redo' | 'remove' | 'duplicate' | 'deselect' }
  | { kind: 'nudge'; x: number; y: number }
  | { kind: 'reorder'; steps: number };

type Pressed = { key: string; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean; altKey: boolean };

const arrows: Record<string, { x: number; y: number }> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/**
 * Arrows nudge by a pixel, with Shift by ten; Ctrl or ⌘ with Z undoes, with
 * Shift and Z redoes, with D duplicates; Delete removes; brackets reorder.
 */
export function editorKey({ key, shiftKey, ctrlKey, metaKey, altKey }: Pressed): EditorKey | undefined {
  if (ctrlKey !== metaKey && !altKey) {
    const letter = key.toLowerCase();
    if (letter === 'z') return { kind: shiftKey ? 'redo' : 'undo' };
    if (letter === 'y' && !shiftKey) return { kind: 'redo' };
    if (letter === 'd' && !shiftKey) return { kind: 'duplicate' };
    return undefined;
  }
  // Brackets come with Alt, or Ctrl and Alt, on many keyboards.
  if (key === '[') return { kind: 'reorder', steps: -1 };
  if (key === ']') return { kind: 'reorder', steps: 1 };
  if (ctrlKey || metaKey || altKey) return undefined;
  const arrow = arrows[key];
  if (arrow) {
    const far = shiftKey ? 10 : 1;
    return { kind: 'nudge', x: arrow.x * far, y: arrow.y * far };
  }
  if (key === 'Delete' || key === 'Backspace') return { kind: 'remove' };
  return key === 'Escape' ? { kind: 'deselect' } : undefined;
}
