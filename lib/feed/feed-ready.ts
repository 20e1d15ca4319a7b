import { cache } from 'react';

/** Within one request: kept as soon as what the feed shows has come. */
export const feedReady = cache(() => Promise.withResolvers<void>());
