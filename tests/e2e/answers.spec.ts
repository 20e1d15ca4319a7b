import type { Connection } from '#db/client.ts';
import { eventually } from '../support/eventually.ts';
import { freePhones } from './support/alerts.ts';
import { openChat } from './support/chat.ts';
import { newsOnPhones } from './support/sandbox.ts';
import { signInAs } from './support/sign-in.ts';
import { makeStory } from './support/stories.ts';
import { expect, test } from './support/test.ts';

// Camille is of the French team; the stories are Brazil's.
const reader = { person: 'Camille (demo editor)', label: 'Camille (demo)', digits: '33639980171' };
const colleague = { digits: '33639980175' };

test('what is answered on a phone stands on the page of the story, and bare words once it was picked which', async ({
  page,
  sandboxContext,
  owner,
}) => {
  test.setTimeout(180_000);
  await signInAs(page, reader.person);
  const codes: string[] = [];
  for (let n = 0; n < 2; n += 1) {
    const code = await postWhenFree(owner);
    codes.push(code);
    await toldOf(reader.digits, code);
  }
  const [earlier = '', latest = ''] = codes;
  await page.goto(`/stories/${latest}`);
  await expect(page.getByRole('heading', { name: 'Notes' })).toBeVisible();
  const notes = page.getByRole('region', { name: 'Notes' });

  const { bubbles, write } = await openChat(sandboxContext, reader.digits);
  const phone = bubbles.page();
  await bubbles
    .filter({ hasText: `/s/${latest}` })
    .last()
    .getByTestId('answer')
    .click();
  await expect(phone.getByTestId('quote')).toContainText('Answering');
  await write('The light is lovely');
  await expect(notes).toContainText('The light is lovely');
  await expect(notes).toContainText(reader.label);
  await expect(bubbles.last()).toContainText(`/s/${latest}`);

  await page.goto(`/stories/${earlier}`);
  await expect(page.getByRole('heading', { name: 'Notes' })).toBeVisible();
  const lists = phone.getByTestId('open-list');
  const before = await lists.count();
  await write('We should do this, too');
  await write('with our own music');
  await expect(lists).toHaveCount(before + 1);
  await lists.last().click();
  await phone.getByTestId('list-row').filter({ hasText: earlier }).last().click();
  await expect(notes).toContainText('We should do this, too');
  await expect(notes).toContainText('with our own music');
  await expect(bubbles.last()).toContainText(`/s/${earlier}`);
});

test('STOP silences a phone until START, and Flag pressed on it stands on the page of the story', async ({
  page,
  sandboxContext,
  owner,
}) => {
  test.setTimeout(180_000);
  await signInAs(page, reader.person);
  const { bubbles, write, press } = await openChat(sandboxContext, reader.digits);
  await write('STOP');
  await eventually(
    'its number has opted out',
    async () => (await stateOf(owner, reader.label)) === 'opted_out',
  );
  await expect(bubbles.last()).toContainText('START');
  const unheard = await postWhenFree(owner);
  await toldOf(colleague.digits, unheard);
  await freePhones(owner);
  expect(await hasHeard(reader.digits, unheard)).toBe(false);

  await write('START');
  await eventually('its number is back', async () => (await stateOf(owner, reader.label)) === 'active');
  const heard = await postWhenFree(owner);
  await toldOf(reader.digits, heard);
  expect(await hasHeard(reader.digits, unheard)).toBe(false);

  await page.goto(`/stories/${heard}`);
  await expect(page.getByRole('heading', { name: 'Who was told' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Flags' })).toHaveCount(0);
  await press('Signaler', heard);
  const flags = page.getByRole('region', { name: 'Flags' }).getByRole('listitem');
  await expect(flags).toHaveCount(1);
  await expect(flags).toContainText('France');
  await expect(flags).toContainText(reader.label);
});

/** Posts a story of Brazil's once no phone has anything to wait for. */
async function postWhenFree(owner: Connection): Promise<string> {
  await freePhones(owner);
  return (await makeStory(owner, 'kilnbird.br')).code;
}

const hasHeard = async (digits: string, code: string) =>
  ((await newsOnPhones()).get(digits) ?? []).some(({ text }) => text.includes(`/s/${code}`));

async function toldOf(digits: string, code: string): Promise<void> {
  await eventually('the phone was told of it', () => hasHeard(digits, code));
}

async function stateOf({ sql }: Connection, label: string): Promise<string | undefined> {
  const [row] = await sql<{ state: string }[]>`select state from number where label = ${label}`;
  return row?.state;
}
