/**
 * Browser and system in words, for the list of one's devices: "Firefox on
 * Windows". A hint for people, never a basis for a decision, since a user
 * agent may say anything.
 * @returns `Unknown device` when nothing in it is known
 */
export function deviceWords(userAgent: string | null | undefined): string {
  const text = (userAgent ?? '').slice(0, 512);
  const browser = find(browsers, text);
  const system = find(systems, text);
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? system ?? 'Unknown device';
}

type Rule = readonly [mark: RegExp, name: string];

// Order matters: Edge, Opera and Samsung's browser also say Chrome, and all of them say Safari.
const browsers: readonly Rule[] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|Opera|OPT)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(HeadlessChrome|Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bInstagram\b/, 'Instagram'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
];

// iPhones say "like Mac OS X" and Android phones say Linux, so both come before those.
const systems: readonly Rule[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\b(Macintosh|Mac OS X)\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

const find = (rules: readonly Rule[], text: string) => rules.find(([mark]) => mark.test(text))?.[1];
