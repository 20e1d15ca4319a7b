import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '#tests/support/eventually.ts';
import { startSandbox } from '#tests/support/sandbox.ts';
import type { Sandbox } from '#tests/support/sandbox.ts';
import { graph } from './graph-call.ts';
import { approveTemplate, samplePicture, sampleTemplate, uploadExample } from './sample-messages.ts';
import type { TemplateBody } from './sample-messages.ts';
import { startReceiver } from './webhook-receiver.ts';
import type { Receiver } from './webhook-receiver.ts';

let sandbox: Sandbox;
let receiver: Receiver;
let handle: string;
let serial = 0;

beforeAll(async () => {
  receiver = await startReceiver();
  sandbox = await startSandbox({ callbackUrl: receiver.url });
  handle = await uploadExample(sandbox, await samplePicture());
});
afterAll(async () => {
  await sandbox.close();
  await receiver.close();
});

const path = () => `${sandbox.env.WHATSAPP_BUSINESS_ACCOUNT_ID}/message_templates`;
const create = (template: unknown) => graph(sandbox, 'POST', path(), { json: template });
const named = (changes: Partial<TemplateBody> = {}) =>
  sampleTemplate(handle, { name: `alert_${(serial += 1)}`, ...changes });
const withBody = (body: object, more: object[] = []) =>
  named({ components: [{ type: 'body', ...body }, ...more] });
const userMessage = (reply: { body: Record<string, unknown> }) =>
  (reply.body['error'] as { error_user_msg?: string }).error_user_msg;

describe('creating a template', () => {
  it('is pending, then approved, and the webhook names it by a number', async () => {
    const template = named();
    const { status, body } = await create(template);
    expect({ status, body }).toMatchObject({ status: 200, body: { status: 'PENDING', category: 'UTILITY' } });
    await eventually('the approval is told', () =>
      receiver.received.some(
        ({ text }) =>
          text.includes(`"message_template_id":${String(body['id'])}`) && text.includes('"event":"APPROVED"'),
      ),
    );
    const { body: listed } = await graph(sandbox, 'GET', path(), {
      params: { fields: 'name,status,parameter_format,components,language', name: template.name },
    });
    const [shown] = listed['data'] as { components: { type: string; format?: string }[] }[];
    expect(shown).toMatchObject({ status: 'APPROVED', parameter_format: 'NAMED', language: 'en_GB' });
    expect(shown?.components.map(({ type }) => type)).toEqual(['HEADER', 'BODY', 'BUTTONS']);
    expect(shown?.components[0]?.format).toBe('IMAGE');
  });

  it('refuses names, languages and categories that Meta does not know', async () => {
    expect(userMessage(await create(named({ name: 'Story-Alert' })))).toContain('lower-case');
    for (const language of ['pt-BR', 'pt', 'xx'])
      expect((await create(named({ language }))).error).toMatchObject({ code: 100 });
    expect((await create(named({ category: 'news' }))).error).toMatchObject({ code: 100 });
  });

  it('refuses the same name and language twice, and a deleted name for thirty days', async () => {
    const template = named();
    await approveTemplate(sandbox, template);
    expect((await create(template)).error).toMatchObject({ code: 100, error_subcode: 2388024 });
    expect((await create({ ...template, language: 'de' })).status).toBe(200);
    expect((await graph(sandbox, 'DELETE', path(), { params: { name: template.name } })).body).toEqual({
      success: true,
    });
    expect((await create(template)).error).toMatchObject({ code: 100, error_subcode: 2388023 });
  });

  it('refuses bodies that begin or end with a blank, lack examples, are all blanks or too long', async () => {
    const example = { body_text_named_params: [{ param_name: 'who', example: 'a' }] };
    const cases: [object, number][] = [
      [{ text: '{{who}} posted a new story today', example }, 2388299],
      [{ text: 'A new story today was posted by {{who}}.', example }, 2388299],
      [{ text: 'A new story by {{who}} was posted today' }, 2388043],
      [
        {
          text: 'A new story by {{who}} was posted today',
          example: { body_text_named_params: [{ param_name: 'what', example: 'a' }] },
        },
        2388043,
      ],
      [{ text: 'By {{who}} now', example }, 2388293],
      [{ text: 'x'.repeat(1025) }, 2388040],
      [{ text: 'A story by {{1}} was posted today', example }, 2388072],
      [{ text: 'A story by {{who} was posted today', example }, 2388072],
    ];
    for (const [body, subcode] of cases)
      expect({ body, error: (await create(withBody(body))).error }).toMatchObject({
        body,
        error: { code: 100, error_subcode: subcode },
      });
  });

  it('takes positional blanks with their examples', async () => {
    const body = {
      type: 'BODY',
      text: 'A new story by {{1}} was posted at {{2}} today',
      example: { body_text: [['brand.de', '14:05']] },
    };
    expect((await create(named({ parameter_format: 'POSITIONAL', components: [body] }))).status).toBe(200);
    expect(
      (
        await create(
          named({
            parameter_format: 'POSITIONAL',
            components: [{ ...body, example: { body_text: [['brand.de']] } }],
          }),
        )
      ).error,
    ).toMatchObject({ error_subcode: 2388043 });
  });

  it('counts words of scripts without spaces', async () => {
    const example = {
      body_text_named_params: ['region', 'account', 'time'].map((param_name) => ({
        param_name,
        example: 'a',
      })),
    };
    expect(
      (
        await create(
          withBody({
            text: '新しいストーリーが{{region}}の{{account}}から{{time}}に投稿されました。ご確認ください',
            example,
          }),
        )
      ).status,
    ).toBe(200);
  });

  it('refuses a header example that was never uploaded, buttons that are mixed, and labels too long', async () => {
    const body = { text: 'A new story was posted today' };
    expect(
      (
        await create(
          withBody(body, [{ type: 'header', format: 'image', example: { header_handle: ['4::made-up'] } }]),
        )
      ).error,
    ).toMatchObject({ code: 100 });
    expect((await create(withBody(body, [{ type: 'header', format: 'image' }]))).error).toMatchObject({
      error_subcode: 2388043,
    });
    const reply = (text: string) => ({ type: 'quick_reply', text });
    const mixed = [reply('Seen'), { type: 'url', text: 'Open', url: 'https://example.com/' }, reply('Mute')];
    expect(userMessage(await create(withBody(body, [{ type: 'buttons', buttons: mixed }])))).toContain(
      'grouped',
    );
    expect(
      (await create(withBody(body, [{ type: 'buttons', buttons: [reply('x'.repeat(26))] }]))).error,
    ).toMatchObject({ error_subcode: 2388040 });
    expect((await create(withBody(body, [{ type: 'footer', text: 'Sent by {{who}}' }]))).error).toMatchObject(
      { error_subcode: 2388073 },
    );
  });

  it('moves a text that advertises to the marketing category by itself', async () => {
    expect(
      (await create(withBody({ text: 'Everything is on sale with a discount, buy now' }))).body['category'],
    ).toBe('MARKETING');
  });

  it('takes a time to live within the bounds of its category, and no other', async () => {
    const createWith = async (category: string, seconds: number) =>
      (await create(named({ category, message_send_ttl_seconds: seconds }))).status;
    for (const seconds of [30, 43_200]) expect(await createWith('utility', seconds)).toBe(200);
    for (const seconds of [0, 29, 43_201, 60.5]) expect(await createWith('utility', seconds)).toBe(400);
    expect(await createWith('marketing', 43_199)).toBe(400);
    expect(await createWith('marketing', 43_200)).toBe(200);
  });

  it('takes a one-time code template with its fixed text and no other', async () => {
    const code = { category: 'authentication', parameter_format: 'positional' };
    const components = [
      { type: 'body', add_security_recommendation: true },
      { type: 'footer', code_expiration_minutes: 10 },
      { type: 'buttons', buttons: [{ type: 'otp', otp_type: 'copy_code' }] },
    ];
    expect((await create(named({ ...code, components }))).status).toBe(200);
    expect(
      (await create(named({ ...code, components: [{ type: 'body', text: 'Your code is here' }] }))).error,
    ).toMatchObject({ error_subcode: 2388072 });
  });
});

describe('changing a template', () => {
  it('an approved one is reviewed again, and cannot be edited twice in a day', async () => {
    const id = await approveTemplate(sandbox, named());
    const edit = () => graph(sandbox, 'POST', id, { json: { components: named().components } });
    expect((await edit()).body).toEqual({ success: true });
    expect((await edit()).error).toMatchObject({ code: 100, error_subcode: 2388039 });
    await eventually(
      'it is approved again',
      async () =>
        (await graph(sandbox, 'GET', id, { params: { fields: 'status' } })).body['status'] === 'APPROVED',
    );
    expect((await edit()).error).toMatchObject({ code: 100 });
  });

  it('people can pause and reject it, and both are told', async () => {
    const id = await approveTemplate(sandbox, named());
    await sandbox.post(`/_sandbox/templates/${id}/pause`);
    await sandbox.post(`/_sandbox/templates/${id}/reject`, { reason: 'INCORRECT_CATEGORY' });
    for (const event of ['PAUSED', 'REJECTED']) {
      await eventually(`${event} is told`, () =>
        receiver.received.some(
          ({ text }) => text.includes(`"event":"${event}"`) && text.includes(`"message_template_id":${id}`),
        ),
      );
    }
    expect(
      (await graph(sandbox, 'GET', id, { params: { fields: 'status,rejected_reason' } })).body,
    ).toMatchObject({ status: 'REJECTED', rejected_reason: 'INCORRECT_CATEGORY' });
  });

  it('the list is filtered and paged', async () => {
    const all = await graph(sandbox, 'GET', path(), { params: { limit: '2', fields: 'id' } });
    expect(all.body['data']).toHaveLength(2);
    expect(all.body['paging']).toHaveProperty('next');
    const rejected = await graph(sandbox, 'GET', path(), {
      params: { status: 'REJECTED', fields: 'status' },
    });
    expect((rejected.body['data'] as { status: string }[]).every(({ status }) => status === 'REJECTED')).toBe(
      true,
    );
  });
});

describe('the account and its number', () => {
  it('tell name, pace and limit, and take the subscription', async () => {
    const number = await graph(sandbox, 'GET', sandbox.env.WHATSAPP_PHONE_NUMBER_ID, {
      params: {
        fields:
          'display_phone_number,verified_name,quality_rating,throughput,status,whatsapp_business_manager_messaging_limit',
      },
    });
    expect(number.body).toMatchObject({
      throughput: { level: 'STANDARD' },
      quality_rating: 'GREEN',
      whatsapp_business_manager_messaging_limit: 'TIER_2K',
    });
    const apps = `${sandbox.env.WHATSAPP_BUSINESS_ACCOUNT_ID}/subscribed_apps`;
    expect((await graph(sandbox, 'GET', apps)).body).toEqual({ data: [] });
    expect((await graph(sandbox, 'POST', apps)).body).toEqual({ success: true });
    expect((await graph(sandbox, 'GET', apps)).body['data']).toHaveLength(1);
  });

  it('Meta moves it, announces that, and rates it: each is told, and the list says so', async () => {
    const id = await approveTemplate(sandbox, named());
    const told = (...words: string[]) =>
      eventually(`${words.join()} is told`, () =>
        receiver.received.some(
          ({ text }) => text.includes(`:${id}`) && words.every((word) => text.includes(word)),
        ),
      );
    await sandbox.post(`/_sandbox/templates/${id}/category`, { category: 'MARKETING', announce: true });
    await told('"correct_category":"MARKETING"', '"new_category":"UTILITY"');
    await sandbox.post(`/_sandbox/templates/${id}/quality`, { score: 'RED' });
    await told('"previous_quality_score":"UNKNOWN"', '"new_quality_score":"RED"');
    await sandbox.post(`/_sandbox/templates/${id}/category`, { category: 'MARKETING' });
    await told('"previous_category":"UTILITY"', '"new_category":"MARKETING"');
    const { body } = await graph(sandbox, 'GET', id, { params: { fields: 'category,quality_score' } });
    expect(body).toMatchObject({ category: 'MARKETING', quality_score: { score: 'RED' } });
  });
});
