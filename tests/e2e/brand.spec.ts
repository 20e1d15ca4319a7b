import sharp from 'sharp';
import { signInAs } from './support/sign-in.ts';
import { expect, test } from './support/test.ts';

test.afterEach(async ({ owner }) => {
  // Other journeys look at Storywire as it was.
  await owner.sql`update installation set brand_name = 'Kilnbird', accent_color = null, logo_key = null`;
});

test('an admin gives the brand its colour and logo, sees them first, and puts the former logo back', async ({
  page,
  newVisitor,
}) => {
  const logo = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#aa3300' } })
    .png()
    .toBuffer();
  await signInAs(page, 'Noor (demo admin)');
  await page.goto('/brand');

  await page.getByLabel('Accent colour').fill('#ffee00');
  await expect(page.getByRole('list', { name: 'How it will look' })).toContainText('hard to read here');
  await page.getByRole('button', { name: 'Save name and colour' }).click();
  await expect(page.getByText('Saved. Everybody sees it')).toBeVisible();

  await page
    .getByLabel('Choose a picture')
    .setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: logo });
  await expect(page.getByAltText('The logo')).toHaveAttribute('src', /^blob:/);
  await page.getByRole('button', { name: 'Save logo' }).click();
  await expect(page.getByText('Logo saved.')).toBeVisible();
  await expect(page.getByAltText('The logo')).toHaveAttribute('src', /^\/api\/brand\/logo/);

  const visitor = await (await newVisitor()).newPage();
  await visitor.goto('/sign-in');
  await expect(visitor.locator('header img')).toHaveAttribute('src', /^\/api\/brand\/logo/);
  const accent = await visitor.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue('--brand-accent'),
  );
  expect(accent).toMatch(/^#[0-9a-f]{6}$/);

  await page.getByRole('button', { name: 'Put the former logo back' }).click();
  await expect(page.getByText('The former logo is back.')).toBeVisible();
  await expect(page.getByAltText('The logo')).toBeHidden();
});
