import type { Theme } from '#lib/i18n/theme.ts';

/** Puts a theme on the page as it stands; app/layout.tsx writes it into the next one. */
export function showTheme(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset['theme'];
  else dataset['theme'] = theme;
}
