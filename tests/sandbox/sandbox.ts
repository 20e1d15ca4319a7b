import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createDemo } from './demo.ts';
import { createDue } from './due.ts';
import type { DueKind } from './due.ts';
import { createFaults } from './faults.ts';
import { dropOldMedia } from './graph/media-store.ts';
import { createSendLimits } from './graph/send-limits.ts';
import { subscriptionOf } from './graph/sender-nodes.ts';
import { reviewTemplate } from './graph/templates-edge.ts';
import { finalInsights } from './graph/insights-edge.ts';
import { createHints } from './hints.ts';
import { createSandboxServer } from './http/server.ts';
import { completeLog } from './phones/complete-log.ts';
import { advanceDelivery } from './phones/delivery.ts';
import { dropOldMessages } from './phones/messages.ts';
import { createBrandPhones } from './phones/phones.ts';
import type { Settings } from './settings.ts';
import { openAcceptanceLog } from './store/acceptance-log.ts';
import { openStore } from './store/database.ts';
import { findPageOf } from './stories/accounts.ts';
import { findStory } from './stories/stories.ts';
import { dropOldFiles } from './stories/story-files.ts';
import { createHandshakes } from './webhooks/handshake.ts';
import { storyInsightsEntry } from './webhooks/payloads.ts';
import { closeWebhookConnections } from './webhooks/post-webhook.ts';
import { createWebhooks } from './webhooks/webhook-queue.ts';
import { dropOldWebhooks } from './webhooks/webhook-store.ts';
import type { Webhooks } from './webhooks/webhooks.ts';
import type { World } from './world.ts';

export type Sandbox = { address: string; close: () => Promise<void> };

const housekeepingEveryMs = 10 * 60 * 1000;

/**
 * Starts the sandbox and continues whatever an earlier one with the same data folder left unfinished.
 * @throws the server's error when it cannot listen, EADDRINUSE above all
 */
export async function startSandbox(settings: Settings): Promise<Sandbox> {
  const world = createWorld(settings);
  const handshakes = createHandshakes(world);
  const demo = createDemo(world);
  const server = createSandboxServer(
    { world, limits: createSendLimits(settings.messagesPerSecond), handshakes },
    { world, handshakes },
  );
  server.listen(settings.port, settings.host);
  await Promise.race([
    once(server, 'listening'),
    once(server, 'error').then(([error]) => Promise.reject(error as Error)),
  ]);
  const { port } = server.address() as AddressInfo;
  world.address =
    settings.address ??
    `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`;
  completeLog(world);
  createBrandPhones(world);
  const cleaning = setInterval(() => clean(world), housekeepingEveryMs);
  world.due.start((kind, ref) => carryOut(world, kind, ref));
  world.webhooks.start();
  handshakes.start();
  if (settings.demo) demo.start();
  return {
    address: world.address,
    close: async () => {
      clearInterval(cleaning);
      demo.stop();
      handshakes.stop();
      world.webhooks.stop();
      world.due.stop();
      server.close();
      server.closeAllConnections();
      closeWebhookConnections();
      await new Promise((resolve) => setImmediate(resolve));
      world.store.close();
    },
  };
}

function createWorld(settings: Settings): World {
  const store = openStore(settings.dataFolder);
  const parts = {
    settings,
    store,
    acceptance: openAcceptanceLog(settings.dataFolder),
    hints: createHints(),
    due: createDue(store),
    faults: createFaults(store),
    address: '',
  };
  const world: World = { ...parts, webhooks: undefined as unknown as Webhooks };
  world.webhooks = createWebhooks(world);
  return world;
}

function carryOut(world: World, kind: DueKind, ref: string): void {
  if (kind === 'review-template') reviewTemplate(world, ref);
  else if (kind === 'story-insights') tellStoryInsights(world, ref);
  else advanceDelivery(world, kind, ref);
}

/** A story's figures are told when its day is over, to an app that subscribed on the account or its Page. */
function tellStoryInsights(world: World, id: string): void {
  const story = findStory(world, id);
  if (!story || story.deleted_at !== null) return;
  const ids = [story.ig_user_id, findPageOf(story.ig_user_id)?.id ?? ''];
  if (ids.some((each) => subscriptionOf(world, each)?.includes('story_insights'))) {
    world.webhooks.queue('instagram', storyInsightsEntry(story.ig_user_id, finalInsights(story)));
  }
}

function clean(world: World): void {
  dropOldFiles(world);
  dropOldMedia(world);
  dropOldWebhooks(world.store);
  if (world.settings.demo) dropOldMessages(world);
}
