import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '#db/client.ts';
import { actionState, postAction } from '#tests/support/server-action.ts';
import { startStorywire, type Storywire } from '#tests/support/storywire.ts';
import { makeRegion, type Region } from './world.ts';

let storywire: Storywire;
let own: Region;
let cookie: string;

beforeAll(async () => {
  storywire = await startStorywire();
  own = await makeRegion(storywire.db, 'Own', storywire.data);
  cookie = await storywire.signIn('admin');
});
afterAll(() => storywire.close());

/** Words that belong into a log and onto no screen. */
const inner =
  /select |insert |relation|does not exist|permission denied|postgres|drizzle|\.ts:|\.js:|at async|node_modules|127\.0\.0\.1:\d+\//i;

/** Renames a table away while something is tried. */
async function without(table: string, work: () => Promise<void>): Promise<void> {
  const owner = connect(storywire.databaseUrl, { role: null, max: 1 });
  await owner.sql`alter table ${owner.sql(table)} rename to ${owner.sql(`${table}_gone`)}`;
  try {
    await work();
  } finally {
    await owner.sql`alter table ${owner.sql(`${table}_gone`)} rename to ${owner.sql(table)}`;
    await owner.close();
  }
}

test('when sessions cannot be looked up, everything is denied, and nothing is told but an id that the log has', async () => {
  await without('session', async () => {
    for (const path of [
      '/api/feed',
      '/api/tray',
      '/api/regions',
      '/api/sessions',
      '/api/live',
      `/api/media/${own.story.id}/thumbnail`,
    ]) {
      const response = await storywire.fetch(path, { headers: { cookie } });
      const body = await response.text();
      expect({ path, status: response.status }).toEqual({ path, status: 500 });
      const { error } = JSON.parse(body) as { error: { code: string; id: string; message: string } };
      expect(error.code).toBe('internal');
      expect(error.message).toContain(error.id);
      expect(body).not.toMatch(inner);
      await expect.poll(storywire.output).toContain(error.id);
    }
    for (const path of ['/', '/regions', `/stories/${own.story.code}`]) {
      const response = await storywire.fetch(path, { headers: { cookie } });
      const html = await response.text();
      expect({ path, status: response.status }).toEqual({ path, status: 500 });
      expect(html).not.toContain(own.story.code === path.split('/')[2] ? own.story.id : own.story.code);
      expect(html).not.toMatch(/relation|does not exist|drizzle|at async/i);
    }
  });
  expect((await storywire.fetch('/api/feed', { headers: { cookie } })).status).toBe(200);
});

test('when a form’s work fails, the person reads an id and keeps what was typed', async () => {
  await without('number', async () => {
    const fields = {
      regionId: own.id,
      number: '+447700900999',
      label: 'Typed label',
      kind: 'person',
      language: '',
    };
    const name = 'app/(signed-in)/numbers/actions.ts#addNumberAction';
    const state = await actionState(
      await postAction(storywire, name, fields, { cookie, origin: storywire.url }),
    );
    expect(state).toMatchObject({ status: 'refused', values: fields });
    expect(JSON.stringify(state)).not.toMatch(inner);
    const id = /[2-9A-Z]{8}/.exec(state?.status === 'refused' ? state.message : '')?.[0] ?? 'none';
    await expect.poll(storywire.output).toContain(id);
  });
});

test('when signing in fails, no session is given and no reason told', async () => {
  await without('sign_in_link', async () => {
    const headers = { origin: storywire.url, 'content-type': 'application/json' };
    const looked = await storywire.fetch('/api/sign-in-link', {
      method: 'POST',
      headers,
      body: '{"secret":"a"}',
    });
    expect(looked.status).toBe(500);
    expect(await looked.text()).not.toMatch(inner);
    const csrf = await storywire.fetch('/api/auth/csrf');
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const response = await storywire.fetch('/api/auth/callback/link', {
      method: 'POST',
      headers: {
        origin: storywire.url,
        cookie: csrf.headers
          .getSetCookie()
          .map((line) => line.split(';')[0])
          .join('; '),
      },
      body: new URLSearchParams({ secret: 'a', csrfToken }),
    });
    const told = `${response.headers.get('location')} ${response.headers.getSetCookie().join()} ${await response.text()}`;
    expect(told).not.toMatch(/sign_in_link|relation|select/);
    expect(told).not.toMatch(/(^|,)storywire=/);
  });
});

test('a refusal is in the audit log even though it changed nothing', async () => {
  const viewer = await storywire.signIn('viewer');
  const fields = { regionId: own.id, number: '+447700900998', label: 'New', kind: 'person', language: '' };
  await postAction(storywire, 'app/(signed-in)/numbers/actions.ts#addNumberAction', fields, {
    cookie: viewer,
    origin: storywire.url,
  });
  const rows = await storywire.db.query.audit.findMany({
    where: (row, { eq }) => eq(row.outcome, 'refused'),
  });
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ actorKind: 'user', action: 'numbers.manage' });
  expect(JSON.stringify(rows)).not.toContain('7700900998');
});

test('what is logged of a failure holds no cookie and no number', () => {
  expect(storywire.output()).not.toContain(cookie.slice(cookie.indexOf('=') + 1));
  expect(storywire.output()).not.toMatch(/7700900\d{3}/);
});
