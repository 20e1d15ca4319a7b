import { eq } from 'drizzle-orm';
import { webhookInbox } from '#db/schema.ts';
import { newId } from '#lib/ids.ts';
import { keyring } from '#lib/keyring.ts';
import { seal } from '#lib/seal.ts';
import { processInbox } from '#lib/webhooks/job.ts';
import { eventually } from '#tests/support/eventually.ts';
import type { Scene } from '../messages/scene.ts';

/** Puts a webhook into the inbox as if it had come, and works it through. */
export async function processWebhook(scene: Scene, json: unknown) {
  const id = newId();
  await scene.test.db.insert(webhookInbox).values({
    id,
    source: 'whatsapp',
    bodyHash: id,
    sealed: seal(keyring(), `webhook_inbox:${id}`, JSON.stringify(json)),
  });
  await processInbox(scene.context, { inboxId: id });
  return (await scene.test.db.select().from(webhookInbox).where(eq(webhookInbox.id, id)))[0];
}

/** A webhook of the scene's sender with this as its value. */
export const inboxOf = (scene: Scene, value: object) => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: '1',
      changes: [
        {
          field: 'messages',
          value: {
            messaging_product: 'whatsapp',
            metadata: { phone_number_id: scene.sandbox.env.WHATSAPP_PHONE_NUMBER_ID },
            ...value,
          },
        },
      ],
    },
  ],
});

/** Unix seconds, as Meta writes them. */
export const seconds = (at: Date) => String(Math.floor(at.getTime() / 1_000));

/** Waits until what a phone did has arrived, working through whatever has come. */
export const untilHeard = (scene: Scene, arrived: () => Promise<boolean>) =>
  eventually('what the phone did was heard', async () => {
    await scene.drainInbox();
    return arrived();
  });

/** What was answered to a number, the newest last. */
export const repliesOf = async (scene: Scene, numberId: string) =>
  (await scene.messagesOf(numberId)).filter(({ kind }) => kind === 'reply');
