import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '#tests/support/eventually.ts';
import { startSandbox } from '#tests/support/sandbox.ts';
import type { Sandbox } from '#tests/support/sandbox.ts';
import { graph } from './graph-call.ts';
import {
  approveTemplate,
  sampleMessage,
  samplePicture,
  sampleTemplate,
  send,
  uploadExample,
  uploadPicture,
  wamidOf,
} from './sample-messages.ts';
import { startReceiver } from './webhook-receiver.ts';
import type { Receiver } from './webhook-receiver.ts';

let sandbox: Sandbox;
let receiver: Receiver;
let media: string;
let serial = 0;

beforeAll(async () => {
  receiver = await startReceiver();
  sandbox = await startSandbox({ callbackUrl: receiver.url });
  const picture = await samplePicture();
  media = await uploadPicture(sandbox, picture);
  await approveTemplate(sandbox, sampleTemplate(await uploadExample(sandbox, picture)));
});
afterAll(async () => {
  await sandbox.close();
  await receiver.close();
});

type Fact = {
  fact: string;
  wamid: string;
  to?: string;
  opaque?: string;
  params?: Record<string, string>;
  header_media?: string;
  code?: number;
};
type Message = {
  id: string;
  ticks: string;
  text: string;
  on_phone: boolean;
  buttons: { index: number; text: string; tapped: boolean }[];
  header: { url: string } | null;
};
type Phone = { wa_id: string; user_id: string; unread: number; messages: Message[] };

/** A number of its own for every case, from the range kept for fiction. */
const freshNumber = () => `+1646555${String(1000 + (serial += 1)).slice(-4)}`;
const digits = (number: string) => number.replace(/\D/g, '');
const phone = (number: string) => sandbox.get<Phone>(`/_sandbox/phones/${digits(number)}`);
const facts = async () => (await sandbox.get<{ facts: Fact[] }>('/_sandbox/acceptance')).facts;
const text = (to: string, body = 'Hello') => ({
  messaging_product: 'whatsapp',
  to,
  type: 'text',
  text: { body },
});
const list = (to: string, sections: object[], over: object = {}) => ({
  messaging_product: 'whatsapp',
  to,
  type: 'interactive',
  interactive: { type: 'list', body: { text: 'Which?' }, action: { button: 'Choose', sections, ...over } },
});
const statuses = (wamid: string) => receiver.statusesOf(wamid).map(({ status }) => status);
const failure = (wamid: string) =>
  eventually(
    'the failure is told',
    () => receiver.statusesOf(wamid).find(({ status }) => status === 'failed')?.errors?.[0]?.code,
  );
const write = (number: string, body = 'Hi') =>
  sandbox.post(`/_sandbox/phones/${digits(number)}/text`, { body });

describe('a template message', () => {
  it('that could not be delivered within its time to live is dropped, and nobody is told', async () => {
    const name = 'short_lived';
    const body = { type: 'body', text: 'A new story was posted today' };
    await approveTemplate(sandbox, {
      name,
      language: 'en',
      category: 'utility',
      message_send_ttl_seconds: 30,
      components: [body],
    });
    const [late, early] = [freshNumber(), freshNumber()];
    const ids = [];
    for (const to of [late, early]) {
      await write(to);
      await sandbox.put(`/_sandbox/phones/${digits(to)}`, { online: false });
      ids.push(
        wamidOf(
          await send(sandbox, {
            messaging_product: 'whatsapp',
            to,
            type: 'template',
            template: { name, language: { code: 'en' } },
          }),
        ),
      );
    }
    const [lateId = '', earlyId = ''] = ids;
    for (const id of ids) await eventually('it is sent', () => statuses(id).includes('sent'));
    await sandbox.post(`/_sandbox/phones/${digits(late)}/age`, { seconds: 31 });
    for (const to of [late, early]) await sandbox.put(`/_sandbox/phones/${digits(to)}`, { online: true });
    await eventually('the one in time has come', () => statuses(earlyId).includes('delivered'));
    await eventually('the late one is dropped', async () =>
      (await facts()).some(({ fact, wamid }) => fact === 'dropped' && wamid === lateId),
    );
    expect(statuses(lateId)).toEqual(['sent']);
    expect((await phone(late)).messages).toContainEqual(
      expect.objectContaining({ id: lateId, on_phone: false, ticks: 'dropped' }),
    );
  });

  it('is accepted, logged before the answer, delivered, and read when the chat is opened', async () => {
    const to = freshNumber();
    const reply = await send(sandbox, sampleMessage(to, media));
    expect(reply.body).toMatchObject({
      messaging_product: 'whatsapp',
      contacts: [{ input: to, wa_id: digits(to) }],
      messages: [{ message_status: 'accepted' }],
    });
    const wamid = wamidOf(reply);
    expect((await facts()).find((fact) => fact.wamid === wamid)).toMatchObject({
      fact: 'accepted',
      to,
      opaque: `opaque-${to}`,
      params: { account: '@brand.de', time: '14:05' },
      header_media: media,
    });
    await eventually('it is delivered', () => statuses(wamid).includes('delivered'));
    expect((await phone(to)).messages).toMatchObject([
      { id: wamid, ticks: 'delivered', text: 'New story from @brand.de, posted at 14:05 today.' },
    ]);
    const picture = await fetch(`${sandbox.url}${(await phone(to)).messages[0]?.header?.url ?? ''}`);
    expect(picture.headers.get('content-type')).toBe('image/jpeg');
    await sandbox.post(`/_sandbox/phones/${digits(to)}/open`);
    await eventually('reading is told', () => statuses(wamid).includes('read'));
    expect(statuses(wamid)).toEqual(['sent', 'delivered', 'read']);
    expect((await facts()).filter((fact) => fact.wamid === wamid).map(({ fact }) => fact)).toEqual([
      'accepted',
      'delivered',
      'read',
    ]);
  });

  it('is refused when the template or its language is unknown or not approved', async () => {
    const sample = sampleMessage(freshNumber(), media);
    const other = (changes: object) =>
      send(sandbox, { ...sample, template: { ...sample.template, ...changes } });
    expect((await other({ name: 'nobody_knows' })).error).toMatchObject({
      code: 132001,
      error_data: { details: 'template name (nobody_knows) does not exist in en_GB' },
    });
    expect((await other({ language: { code: 'fr' } })).error).toMatchObject({ code: 132001 });
    const id = await approveTemplate(
      sandbox,
      sampleTemplate(await uploadExample(sandbox, await samplePicture()), { name: 'paused_alert' }),
    );
    await sandbox.post(`/_sandbox/templates/${id}/pause`);
    expect((await other({ name: 'paused_alert' })).error).toMatchObject({ code: 132015 });
    await sandbox.post(`/_sandbox/templates/${id}/reject`);
    expect((await other({ name: 'paused_alert' })).error).toMatchObject({ code: 132001 });
  });

  it('is refused when a parameter is missing, too many, misnamed, of the wrong kind or dirty', async () => {
    const sample = sampleMessage(freshNumber(), media);
    const [header, body, button] = sample.template.components;
    const named = (name: string, value: unknown = 'x') => ({
      type: 'text',
      parameter_name: name,
      text: value,
    });
    const withBody = (...parameters: object[]) => [header, { type: 'body', parameters }, button];
    const cases: [string, unknown[], number][] = [
      ['no header', [body, button], 132012],
      [
        'a text as header',
        [{ type: 'header', parameters: [{ type: 'text', text: 'x' }] }, body, button],
        132012,
      ],
      ['no body', [header, button], 132000],
      ['one of two', withBody(named('account')), 132000],
      ['three of two', withBody(named('account'), named('time'), named('more')), 132000],
      ['a wrong name', withBody(named('account'), named('when')), 132018],
      ['the same name twice', withBody(named('account'), named('account')), 132018],
      ['no name', withBody({ type: 'text', text: 'x' }, named('time')), 131008],
      ['a new line', withBody(named('account', 'a\nb'), named('time')), 132018],
      ['a tab', withBody(named('account', 'a\tb'), named('time')), 132018],
      ['five spaces', withBody(named('account', 'a     b'), named('time')), 132018],
      ['nothing in it', withBody(named('account', ''), named('time')), 131008],
      ['another kind', withBody({ ...named('account'), type: 'currency' }, named('time')), 132012],
      ['too long', withBody(named('account', 'x'.repeat(1100)), named('time')), 132005],
      ['a button that is not there', [header, body, { ...button, index: '2' }], 132018],
      ['a button of another kind', [header, body, { ...button, sub_type: 'url' }], 132018],
      [
        'an empty payload',
        [header, body, { ...button, parameters: [{ type: 'payload', payload: '' }] }],
        131008,
      ],
      ['an unknown component', [header, body, button, { type: 'carousel' }], 100],
    ];
    for (const [what, components, code] of cases) {
      const { error } = await send(sandbox, { ...sample, template: { ...sample.template, components } });
      expect(`${what}: ${error?.code}`).toBe(`${what}: ${code}`);
    }
    const before = (await facts()).length;
    expect((await send(sandbox, sample)).status).toBe(200);
    expect((await facts()).filter(({ fact }) => fact === 'accepted').length).toBeLessThanOrEqual(before + 1);
  });

  it('a header id that does not exist is refused at once, a link that cannot be fetched fails by webhook', async () => {
    const to = freshNumber();
    expect((await send(sandbox, sampleMessage(to, '1234567890123456'))).error).toMatchObject({
      code: 131053,
    });
    const sample = sampleMessage(to, media);
    const linked = (link: string) => ({
      ...sample,
      template: {
        ...sample.template,
        components: [
          { type: 'header', parameters: [{ type: 'image', image: { link } }] },
          ...sample.template.components.slice(1),
        ],
      },
    });
    const dead = await send(sandbox, linked('http://127.0.0.1:9/a.jpg'));
    expect(dead.status).toBe(200);
    expect(await failure(wamidOf(dead))).toBe(131053);
    const { media_url: link } = await sandbox.post<{ media_url: string }>('/_sandbox/stories', {
      account: 'kilnbird.br',
    });
    const good = await send(sandbox, linked(link));
    await eventually('it is delivered', () => statuses(wamidOf(good)).includes('delivered'));
  });
});

describe('who a message goes to', () => {
  it('without a plus it goes to somebody else, under the business’s own country code', async () => {
    const to = '447700900999';
    const reply = await send(sandbox, sampleMessage(to, media));
    expect(reply.body['contacts']).toEqual([{ input: to, wa_id: `1${to}` }]);
    expect((await facts()).find((fact) => fact.wamid === wamidOf(reply))?.to).toBe(`+1${to}`);
    const spaced = await send(sandbox, sampleMessage('+44 7700 (900)-998', media));
    expect(spaced.body['contacts']).toEqual([{ input: '+44 7700 (900)-998', wa_id: '447700900998' }]);
  });

  it('Brazilian and Mexican ids differ from the dialled number and lead to the same phone', async () => {
    for (const [dialled, waId] of [
      ['+5511955550123', '551155550123'],
      ['+525555550123', '5215555550123'],
    ] as const) {
      const reply = await send(sandbox, sampleMessage(dialled, media));
      expect(reply.body['contacts']).toEqual([
        { input: dialled, wa_id: dialled.startsWith('+52') ? waId : '551155550123' },
      ]);
      expect((await send(sandbox, sampleMessage(dialled, media))).status).toBe(200);
      expect((await phone(dialled)).messages).toHaveLength(2);
    }
    const again = await send(sandbox, sampleMessage('+5215555550123', media));
    expect(again.body['contacts']).toEqual([{ input: '+5215555550123', wa_id: '5215555550123' }]);
    expect((await phone('+525555550123')).messages).toHaveLength(3);
  });

  it('a business-scoped user id in `recipient` arrives, in `to` it is accepted and nothing follows', async () => {
    const number = freshNumber();
    await write(number);
    const { user_id: userId } = await phone(number);
    const { to: _, ...body } = sampleMessage(number, media);
    const right = await send(sandbox, { ...body, recipient: userId });
    expect(right.body['contacts']).toEqual([{ input: userId, user_id: userId }]);
    await eventually('it is delivered', () => statuses(wamidOf(right)).includes('delivered'));
    const wrong = await send(sandbox, sampleMessage(userId, media));
    expect(wrong.status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(statuses(wamidOf(wrong))).toEqual([]);
  });

  it('the sender itself, words and nothing at all are refused', async () => {
    const { sender_number: own } = await sandbox.get<{ sender_number: string }>('/_sandbox/brand');
    expect((await send(sandbox, sampleMessage(own, media))).error?.code).toBe(131021);
    expect((await send(sandbox, sampleMessage('somebody', media))).error?.code).toBe(131009);
    expect((await send(sandbox, sampleMessage('', media))).error?.code).toBe(100);
    expect(
      (await send(sandbox, sampleMessage(freshNumber(), media, { recipient_type: 'everybody' }))).error?.code,
    ).toBe(100);
  });

  it('a phone without WhatsApp fails by webhook, one that is off gets it when it is on', async () => {
    const [gone, off] = [freshNumber(), freshNumber()];
    await sandbox.put(`/_sandbox/phones/${digits(gone)}`, { on_whatsapp: false });
    await sandbox.put(`/_sandbox/phones/${digits(off)}`, { online: false });
    expect(await failure(wamidOf(await send(sandbox, sampleMessage(gone, media))))).toBe(131026);
    const waiting = wamidOf(await send(sandbox, sampleMessage(off, media)));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(statuses(waiting)).toEqual(['sent']);
    expect((await phone(off)).messages).toMatchObject([{ on_phone: false, ticks: 'sent' }]);
    await sandbox.put(`/_sandbox/phones/${digits(off)}`, { online: true });
    await eventually('it is delivered', () => statuses(waiting).includes('delivered'));
  });
});

describe('free messages', () => {
  it('outside the 24 hours a text is accepted and then fails, inside it arrives', async () => {
    const to = freshNumber();
    const early = await send(sandbox, text(to));
    expect(early.status).toBe(200);
    expect(early.body['messages']).toEqual([{ id: wamidOf(early) }]);
    expect(await failure(wamidOf(early))).toBe(131047);
    await write(to);
    const later = wamidOf(await send(sandbox, text(to, 'You are in.')));
    await eventually('it is delivered', () => statuses(later).includes('delivered'));
  });

  it('reply buttons are tapped as interactive answers, quick replies as buttons with their payload', async () => {
    const to = freshNumber();
    await write(to);
    const action = { buttons: [{ type: 'reply', reply: { id: 'mute:24', title: 'Mute' } }] };
    const buttons = wamidOf(
      await send(sandbox, {
        messaging_product: 'whatsapp',
        to,
        type: 'interactive',
        interactive: { type: 'button', body: { text: 'Too many?' }, action },
      }),
    );
    const template = wamidOf(await send(sandbox, sampleMessage(to, media)));
    const tap = (id: string, index: number) =>
      sandbox.post(`/_sandbox/phones/${digits(to)}/tap`, { message_id: id, index });
    await eventually('both are delivered', () =>
      [buttons, template].every((id) => statuses(id).includes('delivered')),
    );
    await tap(buttons, 0);
    await tap(template, 0);
    await tap(template, 1);
    const messages = await eventually('the taps are told', () => {
      const own = receiver
        .messages()
        .filter((message) => message['from'] === digits(to) && message['type'] !== 'text');
      return own.length === 3 ? own : undefined;
    });
    expect(messages).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          type: 'interactive',
          interactive: { type: 'button_reply', button_reply: { id: 'mute:24', title: 'Mute' } },
          context: { from: '12025550100', id: buttons },
        }),
        expect.objectContaining({
          type: 'button',
          button: { payload: 'seen:42', text: 'Seen' },
          context: { from: '12025550100', id: template },
        }),
        expect.objectContaining({ type: 'button', button: { payload: 'Mute', text: 'Mute' } }),
      ]),
    );
    expect(
      (await phone(to)).messages.find(({ id }) => id === template)?.buttons.map(({ tapped }) => tapped),
    ).toEqual([true, true]);
  });

  it('a list is picked from as often as one likes, and each pick is told with id, title and description', async () => {
    const to = freshNumber();
    await write(to);
    const rows = [
      { id: 'note:1', title: 'Brazil, 18:02', description: '@brand.br' },
      { id: 'note:2', title: 'Japan, 17:40' },
    ];
    const id = wamidOf(await send(sandbox, list(to, [{ rows }])));
    await eventually('it is delivered', () => statuses(id).includes('delivered'));
    expect((await phone(to)).messages.at(-1)).toMatchObject({
      list: { button: 'Choose', rows: [rows[0], { ...rows[1], description: null }] },
      buttons: [],
    });
    for (const row of rows)
      await sandbox.post(`/_sandbox/phones/${digits(to)}/pick`, { message_id: id, row_id: row.id });
    const picks = await eventually('both picks are told', () => {
      const own = receiver
        .messages()
        .filter((message) => message['from'] === digits(to) && message['type'] === 'interactive');
      return own.length === 2 ? own : undefined;
    });
    const told = rows.map((row) =>
      expect.objectContaining({
        interactive: { type: 'list_reply', list_reply: row },
        context: { from: '12025550100', id },
      }),
    );
    expect(picks).toEqual(expect.arrayContaining(told));
    await expect(
      sandbox.post(`/_sandbox/phones/${digits(to)}/pick`, { message_id: id, row_id: 'note:3' }),
    ).rejects.toThrow();
  });

  it('a list has one to ten rows in all, ids of their own, short titles, and a title for each of several sections', async () => {
    const to = freshNumber();
    const rows = (count: number, over: object = {}) =>
      Array.from({ length: count }, (_, n) => ({ id: String(n), title: `Row ${n}`, ...over }));
    const code = async (sections: object[], over: object = {}) =>
      (await send(sandbox, list(to, sections, over))).error?.code;
    expect(await code([{ rows: rows(10) }])).toBeUndefined();
    expect(await code([{ rows: rows(11) }])).toBe(131009);
    expect(await code([{ rows: rows(2, { id: 'same' }) }])).toBe(131009);
    expect(await code([{ rows: [] }])).toBe(100);
    expect(await code([])).toBe(100);
    expect(await code([{ rows: rows(1, { title: 'x'.repeat(25) }) }])).toBe(100);
    expect(await code([{ rows: rows(1, { description: 'x'.repeat(73) }) }])).toBe(100);
    expect(await code([{ rows: rows(1, { id: 'x'.repeat(201) }) }])).toBe(100);
    expect(await code([{ rows: rows(1, { emoji: 'x' }) }])).toBe(100);
    expect(await code([{ rows: rows(1) }, { title: 'B', rows: rows(1, { id: 'b' }) }])).toBe(100);
    expect(await code([{ rows: rows(1) }], { button: 'x'.repeat(21) })).toBe(100);
  });

  it('what is put on a message is told, and so is taking it away, without the sign', async () => {
    const to = freshNumber();
    const id = wamidOf(await send(sandbox, sampleMessage(to, media)));
    await eventually('it is delivered', () => statuses(id).includes('delivered'));
    const react = (emoji: string) =>
      sandbox.post(`/_sandbox/phones/${digits(to)}/react`, { message_id: id, emoji });
    await react('👍');
    expect((await phone(to)).messages).toMatchObject([{ reaction: '👍' }]);
    await react('');
    const told = await eventually('both are told', () => {
      const own = receiver
        .messages()
        .filter((message) => message['from'] === digits(to) && message['type'] === 'reaction');
      return own.length === 2 ? own.map((message) => message['reaction']) : undefined;
    });
    expect(told).toEqual(expect.arrayContaining([{ message_id: id, emoji: '👍' }, { message_id: id }]));
  });

  it('limits of length, count and keys are enforced', async () => {
    const to = freshNumber();
    const interactive = (count: number, title = 'A') => ({
      messaging_product: 'whatsapp',
      to,
      type: 'interactive',
      interactive: {
        type: 'button',
        body: { text: 'x' },
        action: {
          buttons: Array.from({ length: count }, (_, n) => ({
            type: 'reply',
            reply: { id: String(n), title: `${title}${n}` },
          })),
        },
      },
    });
    expect((await send(sandbox, interactive(4))).error?.code).toBe(131009);
    expect((await send(sandbox, interactive(1, 'x'.repeat(20)))).error?.code).toBe(100);
    expect((await send(sandbox, text(to, 'x'.repeat(4097)))).error?.code).toBe(100);
    expect((await send(sandbox, text(to, ''))).error?.code).toBe(100);
    expect((await send(sandbox, { ...text(to), messaging_product: undefined })).error?.code).toBe(100);
    expect((await send(sandbox, { ...text(to), idempotency_key: 'x' })).error?.code).toBe(100);
    expect(
      (await send(sandbox, { ...text(to), biz_opaque_callback_data: 'x'.repeat(513) })).error?.code,
    ).toBe(100);
    expect((await send(sandbox, { ...text(to), type: 'poll' })).error?.code).toBe(100);
    expect(
      (
        await graph(sandbox, 'POST', `${sandbox.env.WHATSAPP_PHONE_NUMBER_ID}/messages`, {
          bytes: Buffer.from('{"a":'),
          headers: { 'content-type': 'application/json' },
        })
      ).error?.code,
    ).toBe(100);
  });

  it('what a person wrote is marked as read', async () => {
    const number = freshNumber();
    const { id } = await sandbox.post<{ id: string }>(`/_sandbox/phones/${digits(number)}/text`, {
      body: 'Hello?',
    });
    expect(
      (await send(sandbox, { messaging_product: 'whatsapp', status: 'read', message_id: id })).body,
    ).toEqual({ success: true });
    expect((await phone(number)).messages).toMatchObject([{ id, ticks: 'read' }]);
    expect(
      (await send(sandbox, { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.unknown' }))
        .error?.code,
    ).toBe(131009);
  });
});

describe('limits of pace', () => {
  it('the 46th message in a row to one person is refused, another person is not', async () => {
    const own = await startSandbox();
    const to = freshNumber();
    const codes: (number | undefined)[] = [];
    for (let n = 0; n < 46; n += 1) {
      codes.push((await send(own, text(to))).error?.code);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
    expect(codes.slice(0, 45).every((code) => code === undefined)).toBe(true);
    expect(codes[45]).toBe(131056);
    expect((await send(own, text(freshNumber()))).status).toBe(200);
    await own.close();
  });

  it('more in a second than the number takes are refused', async () => {
    // So few that no machine is too slow to send more.
    const own = await startSandbox({ messagesPerSecond: 3 });
    const replies = await Promise.all(Array.from({ length: 120 }, () => send(own, text(freshNumber()))));
    const refused = replies.filter((reply) => reply.error?.code === 130429).length;
    const accepted = (await own.get<{ facts: Fact[] }>('/_sandbox/acceptance')).facts.filter(
      ({ fact }) => fact === 'accepted',
    ).length;
    expect(accepted).toBe(120 - refused);
    expect(refused).toBeGreaterThan(0);
    await own.close();
  });
});

describe('faults of the answer', () => {
  const fault = (each: object, times = 1) =>
    sandbox.post('/_sandbox/faults', { match: 'messages', times, fault: each });
  const acceptedTo = async (to: string) =>
    (await facts()).filter((fact) => fact.fact === 'accepted' && fact.to === to).length;

  it('a lost or cut answer, one without id and a late one belong to a message that was accepted', async () => {
    const to = freshNumber();
    await fault({ lose_answer: true });
    await expect(send(sandbox, sampleMessage(to, media))).rejects.toThrow('fetch failed');
    expect(await acceptedTo(to)).toBe(1);
    await fault({ cut_body: true });
    await expect(send(sandbox, sampleMessage(to, media))).rejects.toThrow('terminated');
    expect(await acceptedTo(to)).toBe(2);
    await fault({ without_id: true });
    expect((await send(sandbox, sampleMessage(to, media))).body['messages']).toEqual([
      { message_status: 'accepted' },
    ]);
    expect(await acceptedTo(to)).toBe(3);
    await fault({ status: 503, body: 'later', accept: true });
    await expect(send(sandbox, sampleMessage(to, media))).rejects.toThrow(SyntaxError);
    expect(await acceptedTo(to)).toBe(4);
    await fault({ slow_body_ms: 300, delay_answer_ms: 200 });
    const from = Date.now();
    expect((await send(sandbox, sampleMessage(to, media))).status).toBe(200);
    expect(Date.now() - from).toBeGreaterThan(450);
  });

  it('a refusal, a bare 500 and an answer before the body belong to one that was not', async () => {
    const to = freshNumber();
    await fault({
      refuse: { code: 131016, status: 503, message: '(#131016) Service unavailable', details: 'Try later' },
    });
    expect(await send(sandbox, sampleMessage(to, media))).toMatchObject({
      status: 503,
      error: { code: 131016, error_data: { details: 'Try later' } },
    });
    await fault({ status: 500, body: '<html></html>' });
    await expect(send(sandbox, sampleMessage(to, media))).rejects.toThrow(SyntaxError);
    await fault({ answer_before_body: true });
    await send(sandbox, sampleMessage(to, media)).catch(() => undefined);
    expect(await acceptedTo(to)).toBe(0);
    expect((await send(sandbox, sampleMessage(to, media))).status).toBe(200);
  });
});
