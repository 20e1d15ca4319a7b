export const viewerKeys = [
  'next',
  'previous',
  'accountForth',
  'accountBack',
  'pause',
  'mute',
  'flag',
  'repost',
  'download',
  'close',
  'help',
] as const;
export type ViewerKey = (typeof viewerKeys)[number];

type Pressed = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const letters: Record<string, ViewerKey> = { m: 'mute', f: 'flag', r: 'repost', d: 'download' };

/**
 * What a key means in the viewer. The arrow that points on goes on: the right
 * one, and where one reads from right to left the left one.
 * @param onButton the focus is on a button or link, which Space presses
 */
export function viewerKey(
  { key, shiftKey, ctrlKey, metaKey, altKey }: Pressed,
  { rtl, onButton }: { rtl: boolean; onButton: boolean },
): ViewerKey | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  if (key === 'ArrowRight' || key === 'ArrowLeft') {
    const forth = (key === 'ArrowRight') !== rtl;
    return shiftKey ? (forth ? 'accountForth' : 'accountBack') : forth ? 'next' : 'previous';
  }
  // On most keyboards it takes Shift.
  if (key === '?') return 'help';
  if (key === ' ') return onButton ? undefined : 'pause';
  if (key === 'Escape') return 'close';
  return shiftKey ? undefined : letters[key.toLowerCase()];
}
