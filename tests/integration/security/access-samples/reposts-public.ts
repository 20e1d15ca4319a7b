import { keyring } from '#lib/keyring.ts';
import { newId } from '#lib/ids.ts';
import { publicForMs, publicToken } from '#lib/reposts/public-file.ts';
import type { AccessSamples } from '../access-world.ts';

export const samples: AccessSamples = {
  pathParts: {
    // Signed, so open to whoever holds it; what is not signed is in tests/integration/reposts/public-file.test.ts.
    '[token]': () =>
      publicToken(keyring(), { kind: 'test', id: newId() }, new Date(Date.now() + publicForMs)),
  },
};
