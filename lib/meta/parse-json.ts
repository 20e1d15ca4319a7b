/** What a reviver is told of a number's own characters (ECMAScript 2025, Node 22 and later). */
type Source = { source?: string };

/**
 * Parses JSON from Meta and keeps integers too large for a number as text:
 * media and template ids have up to 18 digits, come as bare integers in some
 * webhooks, and would otherwise be rounded to somebody else's id.
 * @throws SyntaxError when the text is not JSON
 */
export function parseMetaJson(text: string): unknown {
  // The reviver is slow and hardly ever needed, so a look at the text decides.
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  const keepDigits = (_key: string, value: unknown, context?: Source): unknown => {
    if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
    return context?.source && /^-?\d+$/.test(context.source) ? context.source : value;
  };
  return JSON.parse(text, keepDigits);
}
