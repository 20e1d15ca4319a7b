import { running } from './running.ts';

export type DemoRegion = {
  key: string;
  name: string;
  accounts: { username: string }[];
  numbers: { number: string; label: string; language: string }[];
  people: { name: string; role: 'admin' | 'editor' | 'viewer' }[];
};

export type PhoneMessage = {
  id: string;
  sender: 'business' | 'phone';
  at: string;
  header: { kind: string; url?: string | null } | null;
  text: string;
  buttons: { type: string; text: string; url: string | null }[];
  ticks: string;
  on_phone: boolean;
  template: string | null;
};

export type Phone = { digits: string; label: string | null; unread: number; messages: PhoneMessage[] };

/** Digits of a number, as phones are named in the sandbox. */
export const digitsOf = (number: string) => number.replaceAll(/\D/g, '');

/** The demo brand's regions, as the sandbox tells them. */
export async function demoRegions(): Promise<DemoRegion[]> {
  return ((await call('GET', 'brand')) as { regions: DemoRegion[] }).regions;
}

/** Digits of every number of the demo brand outside one region. */
export async function digitsOutside(regionName: string): Promise<string[]> {
  const others = (await demoRegions()).filter(({ name }) => name !== regionName);
  return others.flatMap(({ numbers }) => numbers.map(({ number }) => digitsOf(number))).toSorted();
}

/** Posts a story to Instagram, as a team would from its phone; gives Instagram's id. */
export async function postStory(
  account: string,
  options: { kind?: 'image' | 'video'; posted_at?: string; media?: 'ok' | 'missing' } = {},
): Promise<string> {
  return ((await call('POST', 'stories', { account, ...options })) as { id: string }).id;
}

/** Takes a story away before its day is over, as its team does in the app. */
export async function deletePosted(mediaId: string): Promise<void> {
  await call('DELETE', `stories/${mediaId}`);
}

/** Opens a professional account that the brand's token reaches. */
export async function openAccount(
  username: string,
  name: string,
): Promise<{ ig_user_id: string; username: string; name: string }> {
  return (await call('POST', 'accounts', { username, name })) as Awaited<ReturnType<typeof openAccount>>;
}

/** Posts many at once; gives Instagram's ids. */
export async function postBurst(account: string, count: number): Promise<string[]> {
  return ((await call('POST', 'bursts', { account, count })) as { ids: string[] }).ids;
}

/** Lets Instagram refuse calls whose address holds some words, once. */
export async function refuseOnce(match: string, refuse: { code: number; subcode?: number }): Promise<void> {
  await call('POST', 'faults', { match, times: 1, fault: { refuse } });
}

/** What Instagram was asked to publish, and did, by the address of its file. */
export async function publishedFiles(): Promise<{ story: string; url: string }[]> {
  const { facts } = (await call('GET', 'acceptance')) as {
    facts: { fact: string; story: string; url: string }[];
  };
  return facts.filter(({ fact }) => fact === 'published');
}

/** All phones with their chats. */
export async function listPhones(where = running()): Promise<Phone[]> {
  return ((await call('GET', 'phones', undefined, where)) as { phones: Phone[] }).phones;
}

/** What has arrived on each phone from the brand, by the phone's digits; free answers are left out. */
export async function newsOnPhones(): Promise<Map<string, PhoneMessage[]>> {
  return new Map(
    (await listPhones()).map(({ digits, messages }) => [
      digits,
      messages.filter(
        ({ sender, on_phone, template }) => sender === 'business' && on_phone && template !== null,
      ),
    ]),
  );
}

async function call(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: unknown,
  { sandboxUrl } = running(),
): Promise<unknown> {
  const answer = await fetch(`${sandboxUrl}/_sandbox/${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`The sandbox answered ${answer.status} to ${path}: ${await answer.text()}`);
  return await answer.json();
}
