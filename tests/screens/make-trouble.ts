import type { Connection } from '#db/client.ts';
import { passTime } from '../chaos/rig/pass-time.ts';
import { freePhones } from '../e2e/support/alerts.ts';
import { eventually } from '../support/eventually.ts';
import type { Launched } from '../support/launched.ts';

/** Mexico's phones; none of them is on WhatsApp any more. */
const unreachable = ['15125550121', '15125550122', '15125550123'];
const reader = '33639980172';

type Control = (path: string, body: unknown, method?: 'POST' | 'PUT' | 'DELETE') => Promise<void>;
type State = { templates: { id: string; name: string; language: string }[] };
type PhoneView = { messages: { id: string; text: string; template: string | null; on_phone: boolean }[] };

/**
 * What can go wrong, and what teams answer, so that it can be looked at.
 * @returns addresses of stories that ended before their time, by how
 */
export async function makeTrouble(launched: Launched, control: Control): Promise<Record<string, string>> {
  const read = async (path: string) => await (await fetch(`${launched.sandboxUrl}/_sandbox/${path}`)).json();
  const database = await launched.database();
  const { templates } = (await read('state')) as State;
  const idOf = (kind: string, language: string) =>
    templates.find((each) => each.name.startsWith(`storywire_${kind}_`) && each.language === language)?.id;
  await control(`templates/${idOf('summary', 'fr')}/reject`, { reason: 'PROMOTIONAL' });
  await control(`templates/${idOf('rollup', 'ja')}/pause`, {});
  await control(`templates/${idOf('story', 'de')}/category`, { category: 'MARKETING' });

  for (const digits of unreachable) await control(`phones/${digits}`, { on_whatsapp: false }, 'PUT');
  // What waits for the interval's end would go first, and take the next story along.
  await freePhones(database);
  const news = async () =>
    ((await read(`phones/${reader}`)) as PhoneView).messages.filter(
      ({ template, on_phone }) => on_phone && template?.includes('_story_'),
    );
  const before = (await news()).length;
  await control('stories', { account: 'kilnbird.br' });
  const told = await eventually('a phone was told', async () => (await news())[before]);
  await control(`phones/${reader}/text`, { body: 'La lumière est superbe', reply_to: told.id });
  await control(`phones/${reader}/tap`, { message_id: told.id, index: 1 });
  await control('phones/33639980171/text', { body: 'We could do this with our own music' });
  await control('phones/447700900999/text', { body: 'Hello, who is this?' });
  await eventually('answers and alarms are there', async () => {
    const [row] = await database.sql<{ enough: boolean }[]>`
      select exists (select from flag) and exists (select from note)
        and exists (select from template where state in ('rejected', 'paused'))
        and exists (select from number where state = 'unreachable') as enough`;
    return row!.enough;
  });
  const endings = await endStories(database, control);
  // Long enough ago for a region of which nobody was reached, and for words that nobody placed.
  await passTime(database, 1800);
  await database.close();
  return endings;
}

/** One story that its team takes away, and one that Instagram gives no file of. */
async function endStories({ sql }: Connection, control: Control): Promise<Record<string, string>> {
  const newest = (username: string) =>
    eventually(`the story of ${username} is there`, async () => {
      const [row] = await sql<{ code: string; mediaId: string }[]>`
        select s.code, s.media_id as "mediaId" from story s join account a on a.id = s.account_id
        where a.username = ${username} order by s.posted_at desc limit 1`;
      return row;
    });
  await control('stories', { account: 'kilnbird.mx' });
  await control('stories', { account: 'kilnbird.us', media: 'missing' });
  const [deleted, missing] = [await newest('kilnbird.mx'), await newest('kilnbird.us')];
  await control(`stories/${deleted.mediaId}`, {}, 'DELETE');
  await eventually('the story is seen to be deleted', async () => {
    const rows = await sql`select from story where code = ${deleted.code} and deleted_at is not null`;
    return rows.length > 0;
  });
  return { 'story-deleted': `/stories/${deleted.code}`, 'story-missing': `/stories/${missing.code}` };
}
