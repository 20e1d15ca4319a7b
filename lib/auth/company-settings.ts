import { env } from '../env.ts';

/** What signing in with a company account needs to know. */
export type CompanySettings = {
  /** As it was given, without a last slash. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What the account is called on the button. */
  name: string;
  /** Whose addresses get in, in lower case. */
  domains: readonly string[];
  /** Whether an address counts as verified when the issuer does not say. */
  trustEmail: boolean;
};

/** Undefined where signing in with a company account is not set up. */
export function companySettings(): CompanySettings | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, ...rest } = env();
  if (!issuer || !clientId || !clientSecret || !rest.OIDC_DOMAINS) return undefined;
  return {
    issuer,
    clientId,
    clientSecret,
    name: rest.OIDC_NAME,
    domains: rest.OIDC_DOMAINS,
    trustEmail: rest.OIDC_TRUST_EMAIL === 'true',
  };
}
