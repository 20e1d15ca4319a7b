/** Codes that are written like a country and are none: unions, test and unknown regions. */
const noCountries: readonly string[] = ['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ'];

const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** Whether a text is a country's code, ISO 3166-1 alpha-2 in capitals, as Unicode knows them. */
export function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && !noCountries.includes(code) && names.of(code) !== undefined;
}
