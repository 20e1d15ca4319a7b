import { useTranslations } from 'next-intl';
import { accentOf } from '#lib/brand/accent.ts';

/** The two themes' surface and ink, as app/globals.css has them. */
const themes = {
  light: { paper: '#faf8f4', ink: '#1c1a16' },
  dark: { paper: '#0b0a09', ink: '#f4f1ea' },
} as const;

/** Storywire's own teal, as app/globals.css has it. */
export const ownAccent = {
  light: { accent: '#0b5f59', onAccent: '#ffffff', soft: '#dfebe7' },
  dark: { accent: '#62cbbf', onAccent: '#062522', soft: '#12302d' },
} as const;

/**
 * An accent as it will look in both themes, and what was changed so that it can be read.
 * @param color null for Storywire's own, which has a tone for each theme
 */
export function AccentPreview({ color }: { color: string | null }) {
  const t = useTranslations('brand');
  const accent = color === null ? ownAccent : accentOf(color);
  return (
    <ul aria-label={t('preview')} className="grid gap-3 sm:grid-cols-2">
      {(['light', 'dark'] as const).map((theme) => {
        const tones = accent[theme];
        const { paper, ink } = themes[theme];
        return (
          <li
            key={theme}
            className="flex flex-col gap-3 rounded-card border hairline p-4"
            style={{ backgroundColor: paper, color: ink }}
          >
            <p className="flex flex-wrap items-center gap-2">
              <span
                className="rounded-md px-3 py-1.5 font-strong"
                style={{ backgroundColor: tones.accent, color: tones.onAccent }}
              >
                {t(`theme.${theme}`)}
              </span>
              <span
                className="rounded-full px-3 py-1"
                style={{ backgroundColor: tones.soft, color: tones.accent }}
              >
                {t('chosen')}
              </span>
            </p>
            <p>
              {color === null || tones.accent === color ? t('asIs') : t('adjusted', { color: tones.accent })}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
