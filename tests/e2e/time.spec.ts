import { pressUntilHeard } from './support/alive.ts';
import { mostShift, recordShifts, shiftsOf } from './support/layout-shift.ts';
import { signInAs } from './support/sign-in.ts';
import { makeStory } from './support/stories.ts';
import { expect, test } from './support/test.ts';

test('a moment is told in words for a day, then by its date; pointed at or focused, exactly and with the reader’s zone, and nothing moves', async ({
  newVisitor,
  owner,
}) => {
  const { code } = await makeStory(owner, 'kilnbird.br');
  const context = await newVisitor({ timezoneId: 'Asia/Tokyo' });
  await recordShifts(context);
  const page = await context.newPage();
  await signInAs(page, 'Camille (demo editor)');
  await page.clock.install();
  await page.goto('/');
  const card = page.locator(`a[data-story="${code}"]`);
  const moment = card.locator('time');
  const exact = card.locator('time + span');
  await expect(moment).toHaveText(/^(just now|\d+ min ago)$/);
  await expect(card).toContainText('23 h left');
  await expect(exact).toBeHidden();
  await expect(exact).toHaveText(/^\w{3},? \d+ \w{3},? \d\d:\d\d GMT\+9$/);
  await moment.hover();
  await expect(exact).toHaveCSS('opacity', '1');
  await page.mouse.move(0, 0);
  await expect(exact).toBeHidden();
  await pressUntilHeard(page, 'j', page.locator('a[data-story]').first());
  await expect(page.locator('a[data-story]:focus time + span')).toHaveCSS('opacity', '1');

  await page.clock.fastForward('03:00:00');
  await expect(moment).toHaveText('3 h ago');
  await expect(card).toContainText('20 h left');
  await page.clock.fastForward('22:00:00');
  await expect(moment).toHaveText(/^\d+ \w{3},? \d\d:\d\d$/);
  await expect(card).not.toContainText('left');
  expect(await shiftsOf(page)).toBeLessThanOrEqual(mostShift);
});
