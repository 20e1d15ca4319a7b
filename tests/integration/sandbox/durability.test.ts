import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '#tests/support/eventually.ts';
import { startSandbox } from '#tests/support/sandbox.ts';
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

let receiver: Receiver;
let data: string;

beforeAll(async () => {
  receiver = await startReceiver();
  data = await mkdtemp(path.join(tmpdir(), 'storywire-sandbox-'));
});
afterAll(async () => {
  await receiver.close();
  await rm(data, { recursive: true, force: true });
});

type Facts = { facts: { fact: string; wamid: string }[] };

describe('a sandbox that is killed', () => {
  it('has everything it answered for when it comes back, and tells what it had not told yet', async () => {
    let sandbox = await startSandbox({ data, callbackUrl: receiver.url });
    const picture = await samplePicture();
    const media = await uploadPicture(sandbox, picture);
    const template = await approveTemplate(sandbox, sampleTemplate(await uploadExample(sandbox, picture)));
    const story = await sandbox.post<{ id: string; media_url: string }>('/_sandbox/stories', {
      account: 'kilnbird.br',
    });
    await sandbox.put('/_sandbox/phones/447700900161', { online: false });
    await sandbox.post('/_sandbox/faults', { match: 'upload', fault: { delay_ms: 1 } });
    receiver.answerWith(503);
    const wamids: string[] = [];
    for (let n = 0; n < 20; n += 1)
      wamids.push(wamidOf(await send(sandbox, sampleMessage(`+1415555${2000 + n}`, media))));
    const { id: written } = await sandbox.post<{ id: string }>('/_sandbox/phones/33639980171/text', {
      body: 'JOIN',
    });
    await sandbox.kill();

    receiver.answerWith(200);
    sandbox = await startSandbox({ data, callbackUrl: receiver.url });
    await eventually('every message is delivered', () =>
      wamids.every((wamid) => receiver.statusesOf(wamid).some(({ status }) => status === 'delivered')),
    );
    await eventually('the text is told', () =>
      receiver.messages().some((message) => message['id'] === written),
    );
    const { facts } = await sandbox.get<Facts>('/_sandbox/acceptance');
    for (const wamid of wamids)
      expect(facts.filter((fact) => fact.fact === 'accepted' && fact.wamid === wamid)).toHaveLength(1);
    expect((await graph(sandbox, 'GET', template, { params: { fields: 'status' } })).body['status']).toBe(
      'APPROVED',
    );
    expect((await graph(sandbox, 'GET', media)).status).toBe(200);
    const read = await graph(sandbox, 'GET', story.id, { params: { fields: 'media_url' } });
    expect((await fetch(String(read.body['media_url']))).status).toBe(200);
    expect(await sandbox.get('/_sandbox/phones/447700900161')).toMatchObject({ online: false });
    expect((await sandbox.get<{ faults: unknown[] }>('/_sandbox/faults')).faults).toHaveLength(1);
    await sandbox.close();
  });

  it('killed again and again while messages are accepted, its log has each one it answered for', async () => {
    let sandbox = await startSandbox({ data, callbackUrl: receiver.url });
    await sandbox.remove('/_sandbox/faults');
    const media = await uploadPicture(sandbox, await samplePicture());
    const answered: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      const sending = Array.from({ length: 30 }, async (_, n) => {
        const reply = await send(sandbox, sampleMessage(`+1628555${1000 + round * 100 + n}`, media)).catch(
          () => undefined,
        );
        if (reply?.status === 200) answered.push(wamidOf(reply));
      });
      await new Promise((resolve) => setTimeout(resolve, 20 + round * 25));
      await sandbox.kill();
      await Promise.all(sending);
      sandbox = await startSandbox({ data, callbackUrl: receiver.url });
    }
    const { facts } = await sandbox.get<Facts>('/_sandbox/acceptance');
    const accepted = facts.filter(({ fact }) => fact === 'accepted').map(({ wamid }) => wamid);
    expect(accepted).toEqual(expect.arrayContaining(answered));
    expect(new Set(accepted).size).toBe(accepted.length);
    await eventually('every accepted message is delivered', () =>
      accepted.every((wamid) => receiver.statusesOf(wamid).some(({ status }) => status === 'delivered')),
    );
    await sandbox.close();
  });
});
