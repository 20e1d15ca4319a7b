import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './test.ts';

/** Those of its rules that look at colours, as far as axe runs them by itself. */
const colourRules = ['color-contrast', 'link-in-text-block'] as const;

/**
 * What axe finds on the page as it stands. In its legacy mode it looks at the
 * page alone, which has no frames, and saves the second page that it would
 * open to gather frames' results.
 * @param rules all, or only those that look at colours
 */
async function axe(page: Page, rules: 'all' | 'colours'): Promise<{ id: string; at: string[] }[]> {
  const builder = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  if (rules === 'colours') builder.withRules([...colourRules]);
  const { violations, passes } = await withoutIcons(page, () => builder.analyze());
  if (rules === 'all') expect(passes.length).toBeGreaterThan(8);
  else expect(passes.map(({ id }) => id)).toContain('color-contrast');
  return violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ target }) => target.join(' ')) }));
}

/**
 * Before it looks at the colours of words, axe draws them on a canvas, and
 * passes over those whose letters are narrower together than apart or begin
 * with a sign without width: an icon out of a font. All of Arabic is. Nothing
 * here is written with a font of icons, so that to axe every letter is one.
 */
async function withoutIcons<Found>(page: Page, look: () => Promise<Found>): Promise<Found> {
  const drawing = await page.evaluateHandle(() => {
    const { prototype } = CanvasRenderingContext2D;
    const { fillText, measureText } = Object.getOwnPropertyDescriptors(prototype);
    prototype.fillText = function () {
      this.fillRect(0, 0, this.canvas.width, this.canvas.height);
    };
    prototype.measureText = (words) => ({ width: 30 * words.length }) as TextMetrics;
    return { fillText, measureText };
  });
  try {
    return await look();
  } finally {
    await drawing.evaluate((own) => {
      Object.defineProperties(CanvasRenderingContext2D.prototype, own);
    });
    await drawing.dispose();
  }
}

/**
 * What axe finds on the page as it stands, light and dark. The themes differ in
 * colours alone (tests/unit/themes.test.ts), so what else it finds in one it
 * would find in the other.
 */
export async function axeInBothThemes(page: Page, settle: (page: Page) => Promise<void>): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const [theme, rules] of [
    ['light', 'all'],
    ['dark', 'colours'],
  ] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await settle(page);
    found.push(...(await axe(page, rules)).map((each) => ({ theme, ...each })));
  }
  return found;
}
