/** Where the letter after G leads. */
export const goTo = {
  f: '/',
  l: '/flags',
  r: '/reposts',
  n: '/numbers',
  e: '/regions',
  m: '/more',
} as const satisfies Readonly<Record<string, string>>;
