import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphPage } from '#lib/meta/paging.ts';
import type { MetaOutcome } from '#lib/meta/outcome.ts';
import { cleanParameter } from '#lib/whatsapp/clean-parameter.ts';
import { readSendOutcome } from '#lib/whatsapp/send-outcome.ts';
import { readPeopleLimit } from '#lib/whatsapp/people-limit.ts';
import { readSenderDraft } from '#lib/whatsapp/sender-draft.ts';
import { templateSubmission } from '#lib/whatsapp/template-definition.ts';
import { readTemplateDraft } from '#lib/whatsapp/template-draft.ts';
import { templateMessage } from '#lib/whatsapp/template-message.ts';
import { textMessage } from '#lib/whatsapp/text-message.ts';
import { fixture } from '#tests/fixtures/fixture.ts';

const now = new Date('2026-11-23T10:00:00Z');

describe('the text that fills a blank', () => {
  it('has no new line, no tab, no run of spaces, and is never empty', () => {
    const unit = fc.oneof(
      fc.constantFrom(' ', '\n', '\t', '\r', '\u2028', '\u00a0', '\u0000'),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 400 }), (parts) => {
        const clean = cleanParameter(parts.join(''));
        expect(clean).not.toMatch(/[\n\t\r]| {2}/);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean.trim()).not.toBe('');
        expect(clean.length).toBeLessThanOrEqual(700);
        expect(cleanParameter(clean)).toBe(clean);
      }),
    );
  });

  it('keeps what people wrote', () => {
    expect(cleanParameter('  Grüße aus\n\nWien 👋  ')).toBe('Grüße aus Wien 👋');
    expect(cleanParameter(' \n ')).toBe('–');
  });
});

describe('a template message', () => {
  const options = {
    to: '+12025550111',
    name: 'story_alert_v1',
    language: 'pt_BR',
    headerMediaId: '300900100200300',
    bodyParameters: [{ name: 'region', text: 'Brasil\n' }],
    buttons: [
      { index: 0, payload: 'v1.seen.7KQ2MX' },
      { index: 1, payload: 'v1.flag.7KQ2MX' },
    ],
    opaqueId: 'v1.abc',
  };

  it('is built as Meta documents it', () => {
    expect(templateMessage(options)).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: '+12025550111',
      type: 'template',
      biz_opaque_callback_data: 'v1.abc',
      template: {
        name: 'story_alert_v1',
        language: { code: 'pt_BR' },
        components: [
          { type: 'header', parameters: [{ type: 'image', image: { id: '300900100200300' } }] },
          { type: 'body', parameters: [{ type: 'text', parameter_name: 'region', text: 'Brasil' }] },
          {
            type: 'button',
            sub_type: 'quick_reply',
            index: '0',
            parameters: [{ type: 'payload', payload: 'v1.seen.7KQ2MX' }],
          },
          {
            type: 'button',
            sub_type: 'quick_reply',
            index: '1',
            parameters: [{ type: 'payload', payload: 'v1.flag.7KQ2MX' }],
          },
        ],
      },
    });
  });

  it('without picture, blanks and buttons has no components', () => {
    const bare = templateMessage({ ...options, headerMediaId: undefined, bodyParameters: [], buttons: [] });
    expect(bare.template.components).toEqual([]);
  });

  it.each(['12025550111', '+1 202 555 0111', '', '+0123456789', 'US.70081120041'])(
    'never goes to %j, which WhatsApp would read as somebody else’s number',
    (to) => {
      expect(() => templateMessage({ ...options, to })).toThrow(RangeError);
      expect(() => textMessage({ to, body: 'x', opaqueId: 'x' })).toThrow(RangeError);
    },
  );
});

describe('a text message', () => {
  it('is built as Meta documents it', () => {
    expect(
      textMessage({ to: '+12025550111', body: 'You are in.', opaqueId: 'v1.abc', replyTo: 'wamid.A' }),
    ).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: '+12025550111',
      type: 'text',
      biz_opaque_callback_data: 'v1.abc',
      context: { message_id: 'wamid.A' },
      text: { body: 'You are in.', preview_url: false },
    });
  });

  it('is never empty', () => {
    expect(() => textMessage({ to: '+12025550111', body: ' ', opaqueId: 'x' })).toThrow(RangeError);
  });
});

describe('the outcome of a send', () => {
  const read = (json: unknown, status = 200) => {
    const outcome: MetaOutcome = { kind: 'answer', status, headers: {}, json };
    return readSendOutcome(outcome, now);
  };

  it.each([
    ['send-accepted', '12025550111', null],
    ['send-accepted-held-for-quality', '12025550111', 'US.70081120041'],
    ['send-accepted-for-user-id', null, 'US.70081120041'],
  ])('%s is accepted', (name, waId, userId) => {
    const wamid = 'wamid.FIXTUREout0001';
    expect(read(fixture(`whatsapp/${name}`))).toEqual({ kind: 'accepted', wamid, waId, userId, usage: null });
  });

  it('acceptance with an odd contact is acceptance', () => {
    expect(read({ messages: [{ id: 'wamid.A' }], contacts: 'x' })).toMatchObject({
      kind: 'accepted',
      wamid: 'wamid.A',
    });
  });

  it('an id with a bad status proves nothing', () => {
    expect(read(fixture('whatsapp/send-accepted'), 502).kind).toBe('uncertain');
  });

  it('no answer whatever is taken for acceptance without an id, nor for a refusal without a code', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(200, 400, 500), (json, status) => {
        expect(read(json, status).kind).toBe('uncertain');
      }),
    );
  });
});

describe('templates', () => {
  it('are submitted as utility, with an example for every blank', () => {
    const submission = templateSubmission({
      name: 'story_alert_v1',
      language: 'en',
      body: 'New from {{region}}: see the story.',
      examples: [{ name: 'region', text: 'France' }],
      headerHandle: '4::x',
      footer: 'Storywire',
      quickReplies: ['Seen', 'Flag'],
      ttlSeconds: 3_600,
    });
    expect(submission).toEqual({
      name: 'story_alert_v1',
      language: 'en',
      category: 'utility',
      parameter_format: 'named',
      message_send_ttl_seconds: 3_600,
      components: [
        { type: 'header', format: 'image', example: { header_handle: ['4::x'] } },
        {
          type: 'body',
          text: 'New from {{region}}: see the story.',
          example: { body_text_named_params: [{ param_name: 'region', example: 'France' }] },
        },
        { type: 'footer', text: 'Storywire' },
        {
          type: 'buttons',
          buttons: [
            { type: 'quick_reply', text: 'Seen' },
            { type: 'quick_reply', text: 'Flag' },
          ],
        },
      ],
    });
  });

  it('are read with state, language and text; NONE is no reason', () => {
    const templates = graphPage.parse(fixture('whatsapp/templates')).data.map(readTemplateDraft);
    expect(templates).toMatchObject([
      {
        name: 'story_alert_v1',
        language: 'pt_BR',
        status: 'APPROVED',
        rejectedReason: null,
        body: '{{region}} publicou um story.',
      },
      {
        language: 'fr',
        status: 'REJECTED',
        category: 'MARKETING',
        rejectedReason: 'PROMOTIONAL',
        body: null,
      },
    ]);
  });
});

describe('the sender', () => {
  it('is read with its throughput and limit', () => {
    expect(readSenderDraft(fixture('whatsapp/sender'))).toEqual({
      phoneNumberId: '300500600700800',
      displayNumber: '+1 202-555-0100',
      verifiedName: 'Demo Brand',
      quality: 'GREEN',
      status: 'CONNECTED',
      nameStatus: null,
      messagesPerSecond: 1000,
      peoplePerDay: 2000,
    });
  });

  it.each<[string | null, number | 'unlimited' | null]>([
    ['TIER_250', 250],
    ['TIER_2K', 2_000],
    ['TIER_10K', 10_000],
    ['TIER_100K', 100_000],
    ['TIER_UNLIMITED', 'unlimited'],
    ['-1', 'unlimited'],
    ['2000', 2_000],
    ['TIER_NOT_SET', null],
    ['TIER_OF_TOMORROW', null],
    [null, null],
  ])('reads %s as the number of people %s, and says nothing of what it does not know', (word, limit) => {
    expect(readPeopleLimit(word)).toBe(limit);
  });

  it('goes at 80 a second until Meta says otherwise', () => {
    expect(readSenderDraft({ id: '1' })).toMatchObject({ messagesPerSecond: 80, peoplePerDay: null });
    expect(readSenderDraft({})).toBeUndefined();
  });
});
