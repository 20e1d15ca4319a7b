export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** The theme that was chosen, from a cookie in which anything may stand. */
export function knownTheme(name: string | undefined): Theme {
  return themes.find((theme) => theme === name) ?? 'system';
}

/** The cookie that holds the theme; no secret, set by the browser. */
export const themeCookie = 'view_theme';
