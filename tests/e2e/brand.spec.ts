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

test('an upload that fails says why, and what was chosen stays', async ({ page, watch }) => {
  watch.allow(/(status of (401|422)|net::ERR_FAILED).*\/api\/brand\//);
  const square = sharp({ create: { width: 64, height: 64, channels: 3, background: '#aa3300' } });
  const tooLarge = Buffer.concat([await square.clone().png().toBuffer(), Buffer.alloc(5_000_000)]);
  const otherKind = await square.clone().gif().toBuffer();
  await signInAs(page, 'Noor (demo admin)');
  await page.goto('/brand');
  const choose = (label: string, buffer: Buffer) =>
    page.getByLabel(label).setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer });
  const saveLogo = page.getByRole('button', { name: 'Save logo' });
  const addFont = page.getByRole('button', { name: 'Add font' });

  await choose('Choose a picture', tooLarge);
  await saveLogo.click();
  await expect(page.getByText('larger than 5 MB')).toBeVisible();
  await choose('Choose a font', Buffer.alloc(3_000_001));
  await page.getByLabel('Name of the family').fill('Kiln');
  await addFont.click();
  await expect(page.getByText('larger than 3 MB')).toBeVisible();

  await choose('Choose a picture', otherKind);
  await saveLogo.click();
  await expect(page.getByText('Choose a PNG, JPEG or WebP picture.')).toBeVisible();
  await choose('Choose a font', Buffer.alloc(100));
  await addFont.click();
  await expect(page.getByText('Choose a whole WOFF2, TTF or OTF font.')).toBeVisible();

  await page.route('**/api/brand/**', (route) => route.abort());
  await saveLogo.click();
  await addFont.click();
  await expect(page.getByText('the server could not be reached')).toHaveCount(2);
  await page.unroute('**/api/brand/**');

  await page.context().clearCookies();
  await saveLogo.click();
  await addFont.click();
  await expect(page.getByText('you are signed out')).toHaveCount(2);
});
