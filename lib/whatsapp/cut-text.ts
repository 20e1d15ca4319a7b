/**
 * Shortens a text to at most `maxLength` UTF-16 units and says so with an
 * ellipsis. Cuts between what people see as characters, never inside an emoji.
 */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  let end = 0;
  for (const { index, segment } of new Intl.Segmenter().segment(text)) {
    if (index + segment.length > maxLength - 1) break;
    end = index + segment.length;
  }
  return `${text.slice(0, end).trimEnd()}…`;
}
