import { freePhones } from './support/alerts.ts';
import { eventually } from '../support/eventually.ts';
import { newsOnPhones } from './support/sandbox.ts';
import { signInAs } from './support/sign-in.ts';
import { makeStory } from './support/stories.ts';
import { expect, test } from './support/test.ts';

// Camille is of the French team; the stories are Brazil's.
const reader = { person: 'Camille (demo editor)', label: 'Camille (demo)', digits: '33639980171' };

test('what is answered on a phone stands on the page of the story, and bare words once it was picked which', async ({
  page,
  sandboxContext,
  owner,
}) => {
  await signInAs(page, reader.person);
  const codes: string[] = [];
  for (let n = 0; n < 2; n += 1) {
    await freePhones(owner);
    const { code } = await makeStory(owner, 'kilnbird.br');
    codes.push(code);
    await eventually('the phone was told of it', async () =>
      ((await newsOnPhones()).get(reader.digits) ?? []).some(({ text }) => text.includes(`/s/${code}`)),
    );
  }
  const [earlier = '', latest = ''] = codes;
  await page.goto(`/stories/${latest}`);
  await expect(page.getByRole('heading', { name: 'Notes' })).toBeVisible();
  const notes = page.getByRole('region', { name: 'Notes' });

  const phone = await sandboxContext.newPage();
  await phone.goto(`/phones/${reader.digits}`);
  await phone.getByTestId('open-chat').click();
  const bubbles = phone.getByTestId('message');
  const field = phone.getByLabel('Message', { exact: true });
  const write = async (text: string) => {
    await field.fill(text);
    await phone.getByRole('button', { name: 'Send' }).click();
  };
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
  await write('We should do this, too');
  await write('with our own music');
  await expect(phone.getByTestId('open-list')).toHaveCount(1);
  await phone.getByTestId('open-list').click();
  await phone.getByTestId('list-row').filter({ hasText: earlier }).click();
  await expect(notes).toContainText('We should do this, too');
  await expect(notes).toContainText('with our own music');
  await expect(bubbles.last()).toContainText(`/s/${earlier}`);
});
