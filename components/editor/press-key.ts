import type { KeyboardEvent } from 'react';
import { duplicateLayer, moveLayer, removeLayer, reorderLayer } from '#lib/reposts/design/edit-design.ts';
import { editorKey } from './editor-key.ts';
import type { Editor } from './use-editor.ts';

/** What lies over the page is not within it, and where one types, keys are for what is typed. */
const elsewhere =
  '[role="dialog"], textarea, input:not([type="range"], [type="color"], [type="radio"], [type="checkbox"])';
/** These know arrows, but not how to undo. */
const choosing = 'input, select';

/** Does what a key means, wherever within the editor it is pressed. */
export function pressKey(event: KeyboardEvent<HTMLElement>, editor: Editor): void {
  const at = event.target instanceof Element ? event.target : null;
  if (at?.closest(elsewhere)) return;
  const meant = editorKey(event);
  if (!meant) return;
  const goesBack = meant.kind === 'undo' || meant.kind === 'redo';
  if (at?.closest(choosing) && !goesBack) return;
  const { selectedId: id, design, edit, put } = editor;
  if (meant.kind === 'undo') editor.undo();
  else if (meant.kind === 'redo') editor.redo();
  else if (id === null) return;
  else if (meant.kind === 'nudge') edit((now) => moveLayer(now, id, meant), `nudge ${id}`);
  else if (meant.kind === 'reorder') edit((now) => reorderLayer(now, id, meant.steps));
  else if (meant.kind === 'remove') edit((now) => removeLayer(now, id));
  else if (meant.kind === 'deselect') editor.select(null);
  else {
    const copied = duplicateLayer(design, id);
    if (copied.id !== null) put(copied.design, copied.id);
  }
  event.preventDefault();
}
