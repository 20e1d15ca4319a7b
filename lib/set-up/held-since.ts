import type { HeldSubscription, SetUpProbe } from './set-up-probe.ts';

/**
 * Says of what a test found since when Meta has sent webhooks there: since the
 * earliest test in a row that found the same address switched on. What comes
 * after that moment came to this address.
 * @param before what the test before this one found out; `null`: there was none
 */
export function withHeldSince(found: SetUpProbe, before: SetUpProbe | null, testedAt: Date): SetUpProbe {
  const { subscriptions } = found;
  if (typeof subscriptions === 'string') return found;
  const former = typeof before?.subscriptions === 'object' ? before.subscriptions : null;
  return {
    ...found,
    subscriptions: {
      whatsapp: since(subscriptions.whatsapp, former?.whatsapp, testedAt),
      instagram: since(subscriptions.instagram, former?.instagram, testedAt),
    },
  };
}

function since(
  held: HeldSubscription | null,
  former: HeldSubscription | null | undefined,
  testedAt: Date,
): HeldSubscription | null {
  if (held === null || held.callbackUrl === null || !held.active) return held;
  const same = former?.active === true && former.callbackUrl === held.callbackUrl;
  return { ...held, heldSince: (same ? former.heldSince : null) ?? testedAt.toISOString() };
}
