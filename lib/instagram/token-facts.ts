import { z } from 'zod';
import { wireId, wireInteger, wireText } from '#lib/meta/wire.ts';

/** What Meta knows of a token. */
export type TokenFacts = {
  valid: boolean;
  /** Made for another app: Meta tells us no more of it than that. */
  foreign: boolean;
  /** NULL: not told, as for a token that cannot be read. */
  appId: string | null;
  /** Such as `SYSTEM_USER`. */
  type: string | null;
  scopes: string[];
  /** NULL: never. */
  expiresAt: Date | null;
  /** When the app loses access to the data unless the person agrees again. NULL: never. */
  dataExpiresAt: Date | null;
  /** Ids that a scope is limited to, where Meta names them. */
  targets: Record<string, string[]>;
  /** Why it is not valid, as Meta's numbers. NULL: valid, or not told. */
  error: { code: number; subcode: number | null } | null;
};

/** Unix seconds in which 0 means never. */
const secondsOrNever = wireInteger
  .nullish()
  .transform((seconds) => (seconds ? new Date(seconds * 1000) : null));

/** The answer of `/debug_token`. Source: docs/graph-api/reference/debug_token. */
export const tokenDebugWire = z.object({
  data: z.object({
    is_valid: z.boolean(),
    app_id: wireId.nullish().catch(null),
    type: wireText.catch(null),
    scopes: z.array(z.string()).catch([]),
    granular_scopes: z
      .array(z.object({ scope: z.string(), target_ids: z.array(wireId).optional() }))
      .catch([]),
    expires_at: secondsOrNever,
    data_access_expires_at: secondsOrNever,
    error: z.object({ code: wireInteger, subcode: wireInteger.nullish() }).nullish().catch(null),
  }),
});

export function tokenFacts({ data }: z.infer<typeof tokenDebugWire>): TokenFacts {
  return {
    valid: data.is_valid,
    foreign: false,
    appId: data.app_id ?? null,
    type: data.type,
    scopes: data.scopes,
    expiresAt: data.expires_at,
    dataExpiresAt: data.data_access_expires_at,
    targets: Object.fromEntries(data.granular_scopes.map(({ scope, target_ids: ids }) => [scope, ids ?? []])),
    error: data.error ? { code: data.error.code, subcode: data.error.subcode ?? null } : null,
  };
}

/**
 * What is known of a token that another app made: Meta lets an app look into
 * its own tokens alone, and refuses any other with code 100 and "The App_id in
 * the input_token did not match the Viewing App".
 */
export const foreignToken: TokenFacts = {
  valid: false,
  foreign: true,
  appId: null,
  type: null,
  scopes: [],
  expiresAt: null,
  dataExpiresAt: null,
  targets: {},
  error: null,
};

/** The answer of `/me` for a system user's token: what Meta calls it. */
export const holderWire = z.object({ name: wireText });
