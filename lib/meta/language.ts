/** A language code as Meta's API wants it: `en_US`. Some webhooks write `en-US`. */
export function metaLanguage(code: string): string {
  return code.replace('-', '_');
}
