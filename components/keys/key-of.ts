type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing'>;

/**
 * The key of ours that was pressed: a small letter or a sign. On a keyboard
 * with other letters than Latin ones, the letter that is printed beside them.
 * @returns undefined with Ctrl, Cmd or Alt, which are the browser's, and while a word is being composed
 */
export function keyOf({ key, code, ctrlKey, metaKey, altKey, isComposing }: Pressed): string | undefined {
  if (ctrlKey || metaKey || altKey || isComposing) return undefined;
  if (key.length !== 1) return undefined;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  return letter !== undefined && !/[a-z]/i.test(key) ? letter.toLowerCase() : key.toLowerCase();
}

/** Whether keys are letters here: one writes, or chooses from a list by its first letter. */
export const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('input:not([type="radio"], [type="checkbox"]), textarea, select'));
