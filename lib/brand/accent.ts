import { contrast } from '../regions/mark-contrast.ts';
import { paper } from './paper.ts';

/** An accent in one theme: the colour, what is written on it, and the tint behind what is chosen. */
export type AccentTones = { accent: string; onAccent: string; soft: string };
export type Accent = { light: AccentTones; dark: AccentTones };

/** Small text needs 4.5 (WCAG 2.2, 1.4.3); a little more is kept for rounding on screens. */
const readable = 4.6;

/** The surfaces of app/globals.css on which the accent is written, and the ink that may stand on it. */
const light = { paper: paper.light, sunken: '#f1ede4', towards: '#000000', soft: 0.12 };
const dark = { paper: paper.dark, sunken: '#201d1a', towards: '#ffffff', soft: 0.16 };
const onAccents = ['#ffffff', paper.dark] as const;

/**
 * A brand's colour as it can be read in both themes: itself where that is
 * possible, otherwise the nearest darker (light theme) or lighter (dark) one.
 * @param color `#rrggbb`
 */
export function accentOf(color: string): Accent {
  return { light: nearest(color, light), dark: nearest(color, dark) };
}

function nearest(color: string, theme: typeof light): AccentTones {
  for (let step = 0; ; step += 0.02) {
    const accent = mix(color, theme.towards, Math.min(step, 1));
    const soft = mix(theme.paper, accent, theme.soft);
    const onAccent = onAccents.toSorted((a, b) => contrast(b, accent) - contrast(a, accent))[0] ?? '#ffffff';
    const surfaces = [theme.paper, theme.sunken, soft, onAccent];
    if (step >= 1 || surfaces.every((surface) => contrast(accent, surface) >= readable))
      return { accent, onAccent, soft };
  }
}

/** One colour with a share of another in it. */
function mix(color: string, other: string, share: number): string {
  const channel = (at: number) => {
    const [a, b] = [color, other].map((each) => Number.parseInt(each.slice(at, at + 2), 16));
    return Math.round((a ?? 0) + ((b ?? 0) - (a ?? 0)) * share)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}

/** The accent as the variables that app/globals.css reads, for the style attribute of the page. */
export function accentVariables(color: string): Record<`--brand-${string}`, string> {
  const accent = accentOf(color);
  return {
    '--brand-accent': accent.light.accent,
    '--brand-on-accent': accent.light.onAccent,
    '--brand-accent-soft': accent.light.soft,
    '--brand-dark-accent': accent.dark.accent,
    '--brand-dark-on-accent': accent.dark.onAccent,
    '--brand-dark-accent-soft': accent.dark.soft,
  };
}
