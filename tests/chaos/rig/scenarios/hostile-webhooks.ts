import { postWebhook, signature } from '../webhook-post.ts';
import type { Rig } from '../rig.ts';
import type { Scenario } from '../scenario.ts';

type Attack = (n: number, secret: string) => { raw: string | Buffer; headers: Record<string, string> };

const body = (n: number) =>
  JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: String(n), changes: [] }] });
const badUtf8 = (n: number) => Buffer.concat([Buffer.from(body(n)), Buffer.from([0xff, 0xfe, 0xc3, 0x28])]);
const signed = (raw: string | Buffer, secret: string) => ({ 'x-hub-signature-256': signature(raw, secret) });
/** Just over what is taken in. */
const large = Buffer.alloc(3 * 1024 * 1024 + 1, 0x20);

const attacks: Record<string, Attack> = {
  unsigned: (n) => ({ raw: body(n), headers: {} }),
  forged: (n) => ({ raw: body(n), headers: { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` } }),
  'half a signature': (n, secret) => ({
    raw: body(n),
    headers: { 'x-hub-signature-256': signature(body(n), secret).slice(0, 39) },
  }),
  'wrong secret': (n) => ({ raw: body(n), headers: signed(body(n), 'not-the-secret') }),
  'empty secret': (n) => ({ raw: body(n), headers: signed(body(n), '') }),
  altered: (n, secret) => ({ raw: `${body(n)} `, headers: signed(body(n), secret) }),
  'SHA-1 only': (n, secret) => ({
    raw: body(n),
    headers: { 'x-hub-signature': signature(body(n), secret, 'sha1') },
  }),
  'SHA-1 in the place of SHA-256': (n, secret) => ({
    raw: body(n),
    headers: { 'x-hub-signature-256': signature(body(n), secret, 'sha1') },
  }),
  'bad UTF-8, unsigned': (n) => ({ raw: badUtf8(n), headers: {} }),
  'bad UTF-8, signed': (n, secret) => ({ raw: badUtf8(n), headers: signed(badUtf8(n), secret) }),
  'too large': () => ({ raw: large, headers: {} }),
  'too large, signed': (_, secret) => ({ raw: large, headers: signed(large, secret) }),
};

const atATime = 10;

/** R10: what nobody but Meta could have meant is refused, and leaves nothing behind. */
export const hostileWebhooks: Scenario = {
  title: 'forged, altered, unsigned and unreadable webhooks are refused and leave no row',
  rig: () => ({ numbers: 6, perTeam: 1 }),
  run: async (rig, { quick }) => {
    const tries = quick ? 240 : 2_000;
    const secret = rig.env['META_APP_SECRET']!;
    const before = await countRows(rig);
    const kinds = Object.entries(attacks);
    const answers: Record<string, number> = {};
    let accepted = 0;
    let broke = 0;
    const one = async (n: number): Promise<void> => {
      const [kind, attack] = kinds[n % kinds.length]!;
      const { raw, headers } = attack(n, secret);
      const status = await postWebhook(rig.web.url, raw, headers);
      answers[status] = (answers[status] ?? 0) + 1;
      if (status >= 200 && status < 300) accepted += 1;
      if (status >= 500) broke += 1;
      rig.expect(
        [400, 401, 413].includes(status) || (status === 0 && kind.startsWith('too large')),
        `${kind}: ${status}`,
      );
    };
    for (let n = 0; n < tries; n += atATime)
      await Promise.all(Array.from({ length: atATime }, (_, k) => one(n + k)));
    rig.expect((await countRows(rig)) === before, 'a refused webhook left a row');
    // The door is not simply shut.
    const good = body(0);
    rig.expect(
      (await postWebhook(rig.web.url, good, signed(good, secret))) === 200,
      'a good webhook was refused',
    );
    return { tries, acceptedRequests: accepted, serverErrors: broke, ...prefixed(answers) };
  },
};

const prefixed = (answers: Record<string, number>) =>
  Object.fromEntries(Object.entries(answers).map(([status, count]) => [`answered ${status}`, count]));

async function countRows({ owner }: Rig): Promise<number> {
  const [row] = await owner.sql<{ count: number }[]>`
    select ((select count(*) from webhook_inbox) + (select count(*) from status_event))::int as count`;
  return row!.count;
}
