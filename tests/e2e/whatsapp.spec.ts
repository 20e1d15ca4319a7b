import type { Page } from '@playwright/test';
import { eventually } from '../support/eventually.ts';
import { freePhones } from './support/alerts.ts';
import { inSeconds, printFigures } from './support/figures.ts';
import { running } from './support/running.ts';
import { demoRegions, digitsOf, newsOnPhones } from './support/sandbox.ts';
import { makeStory } from './support/stories.ts';
import { expect, test } from './support/test.ts';

const label = 'Camille (demo)';
const phoneOptions = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
  userAgent:
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36',
};

/** On a phone the system hands such a link to WhatsApp, and the browser stays where it is. */
async function handLinksToWhatsapp(page: Page): Promise<() => string | undefined> {
  let handed: string | undefined;
  await page.route(`${running().sandboxUrl}/wa.me/**`, async (route) => {
    handed = route.request().url();
    await route.fulfill({ status: 204 });
  });
  return () => handed;
}

/** Sends what a link has written, from one phone of the shelf, and reads the link in the answer. */
async function sendFrom(whatsapp: Page, digits: string, link: string): Promise<string> {
  await whatsapp.goto(link);
  const phone = whatsapp.locator(`[data-number="${digits}"]`);
  await phone.getByTestId('open-chat').click();
  await expect(phone.getByLabel('Message', { exact: true })).toHaveValue(/^sign in \w{4}-\w{4}$/);
  const answers = phone.getByRole('link', { name: /\/sign-in\/link#/ });
  // The chat still holds the links of earlier answers.
  const before = await answers.count();
  await phone.getByRole('button', { name: 'Send' }).click();
  await expect(answers).toHaveCount(before + 1);
  return (await answers.last().getAttribute('href')) ?? '';
}

async function digitsOfLabel(wanted: string): Promise<string> {
  const numbers = (await demoRegions()).flatMap((region) => region.numbers);
  return digitsOf(numbers.find((number) => number.label === wanted)!.number);
}

test('from an alert on a signed-out phone to its story by WhatsApp: four taps', async ({
  newVisitor,
  sandboxContext,
  owner,
  watch,
}) => {
  watch.allow(/third party: \S+\/wa\.me\//);
  const digits = await digitsOfLabel(label);
  await freePhones(owner);
  const { code } = await makeStory(owner, 'kilnbird.br');
  const alertLink = await eventually('the alert is on the phone', async () => {
    const news = (await newsOnPhones()).get(digits) ?? [];
    // A button of the template, or its text where the address may not stand in one, as this machine's own.
    const words = news.map(({ text, buttons }) => `${text} ${buttons.map(({ url }) => url).join(' ')}`);
    return new RegExp(`https?://\\S+/s/${code}\\b`).exec(words.join(' '))?.[0];
  });
  const page = await (await newVisitor(phoneOptions)).newPage();
  const whatsapp = await sandboxContext.newPage();
  const handed = await handLinksToWhatsapp(page);
  const from = Date.now();

  const taps: string[] = [];
  taps.push('the link of the alert');
  await page.goto(alertLink);
  taps.push('Sign in with WhatsApp');
  await page.getByRole('button', { name: 'Sign in with WhatsApp' }).tap();
  const link = await eventually('WhatsApp was opened with the words written', handed);
  taps.push('Send');
  const answer = await sendFrom(whatsapp, digits, link);
  await expect(page.getByText('The link is in your chat.')).toBeVisible();
  taps.push('the link in the answer');
  const opened = await page.context().newPage();
  await opened.goto(answer);
  await opened.waitForURL(`/stories/${code}`);
  await expect(opened.getByRole('heading', { level: 1, name: 'kilnbird.br' })).toBeVisible();
  // The page that waited goes on by itself.
  await page.waitForURL(`/stories/${code}`);
  printFigures('from an alert on a signed-out phone to its story', {
    taps: `${taps.length}: ${taps.join(', ')}`,
    'by a machine that taps at once': inSeconds(Date.now() - from),
  });
  expect(taps).toHaveLength(4);
  await opened.goto('/more');
  await expect(opened.getByRole('heading', { level: 1 })).toHaveText(label);
  await expect(opened.getByText('Viewer in France')).toBeVisible();
});

test('asked for on a laptop, the link signs in the phone it is opened on, by name, and never the laptop', async ({
  page,
  newVisitor,
  sandboxContext,
  watch,
}) => {
  watch.allow(/status of 404/);
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in with WhatsApp' }).click();
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  const link = (await page.getByRole('link', { name: 'Open WhatsApp' }).getAttribute('href')) ?? '';
  const answer = await sendFrom(await sandboxContext.newPage(), await digitsOfLabel(label), link);
  await expect(page.getByText('The link is in your chat.')).toBeVisible();

  const phone = await (await newVisitor(phoneOptions)).newPage();
  await phone.goto(answer);
  await expect(phone.getByText('This link was asked for from Chrome on Linux.')).toBeVisible();
  await phone.getByRole('button', { name: `Sign in as ${label} on this device` }).tap();
  await phone.waitForURL('/');
  await expect(page.getByText('The link is in your chat.')).toBeVisible();
  expect((await page.request.get('/api/feed')).status()).toBe(401);
  // Used up, it says what to do.
  await page.goto(answer);
  await expect(page.getByText('This link has been used already; each works once.')).toBeVisible();
});
