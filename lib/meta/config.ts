/**
 * What every call to Meta needs. Handed in by whoever calls: the Meta folders
 * read no environment and know no token table.
 */
export type MetaConfig = {
  /** Origin of the Graph API, without a slash at the end: `https://graph.facebook.com` or a sandbox's. */
  graphUrl: string;
  /** Such as `v26.0`. */
  version: string;
  appId: string;
  appSecret: string;
  accessToken: string;
};
