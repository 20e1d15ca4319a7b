import { randomInt } from 'node:crypto';
import type { World } from '../world.ts';
import { callbackAddress } from './post-webhook.ts';
import { channels } from './webhooks.ts';
import type { Channel } from './webhooks.ts';

type HandshakeState = { verified: boolean; tries: number; at: string | null; result: string };
export type Handshakes = { states: Record<Channel, HandshakeState>; start: () => void; stop: () => void };

const longestWaitMs = 10_000;

/**
 * The verification Meta does when a callback address is entered: a GET without signature whose challenge must
 * come back as plain text. Tried until Storywire answers it rightly.
 */
export function createHandshakes(world: World): Handshakes {
  const fresh = (): HandshakeState => ({ verified: false, tries: 0, at: null, result: 'not tried yet' });
  const states: Record<Channel, HandshakeState> = { whatsapp: fresh(), instagram: fresh() };
  const timers = new Set<NodeJS.Timeout>();
  let running = false;
  const attempt = async (channel: Channel): Promise<void> => {
    const result = await shakeHands(world, channel);
    if (!running) return;
    const state = states[channel];
    Object.assign(state, {
      verified: result === 'verified',
      tries: state.tries + 1,
      at: new Date().toISOString(),
      result,
    });
    world.hints.tell({ topic: 'state' });
    if (state.verified) return;
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        void attempt(channel);
      },
      Math.min(500 * state.tries, longestWaitMs),
    );
    timers.add(timer);
  };
  return {
    states,
    start: () => {
      running = true;
      if (world.settings.callbackUrl === undefined) return;
      for (const channel of channels) {
        Object.assign(states[channel], fresh());
        void attempt(channel);
      }
    },
    stop: () => {
      running = false;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

async function shakeHands(world: World, channel: Channel): Promise<string> {
  const { callbackUrl, verifyToken } = world.settings;
  if (callbackUrl === undefined) return 'no callback address';
  const challenge = String(randomInt(1_000_000_000, 2_000_000_000));
  const address = callbackAddress(callbackUrl, channel);
  address.searchParams.set('hub.mode', 'subscribe');
  address.searchParams.set('hub.challenge', challenge);
  address.searchParams.set('hub.verify_token', verifyToken);
  try {
    const response = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(10_000) });
    const text = await response.text();
    if (response.status !== 200) return `answered ${response.status}`;
    return text === challenge ? 'verified' : 'the answer is not the challenge';
  } catch (error) {
    return error instanceof Error ? error.message : 'connection failed';
  }
}
