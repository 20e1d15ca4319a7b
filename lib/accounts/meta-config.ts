import type { Env } from '#lib/env.ts';
import type { MetaConfig } from '#lib/meta/config.ts';

/** What a Meta client needs, from the environment and an opened token. */
export function metaConfig(
  env: Pick<Env, 'META_GRAPH_URL' | 'META_GRAPH_VERSION' | 'META_APP_ID' | 'META_APP_SECRET'>,
  accessToken: string,
): MetaConfig {
  return {
    graphUrl: env.META_GRAPH_URL,
    version: env.META_GRAPH_VERSION,
    appId: env.META_APP_ID,
    appSecret: env.META_APP_SECRET,
    accessToken,
  };
}
