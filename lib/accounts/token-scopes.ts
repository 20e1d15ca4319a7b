/**
 * Permissions that a token should have. `needed`: without it no story is found.
 * `useful`: something is missing without it. `whatsapp`: for alerts, where they
 * are set up. Source: instagram-platform/overview, whatsapp/access-tokens.
 */
const weights = {
  instagram_basic: 'needed',
  pages_show_list: 'needed',
  pages_read_engagement: 'needed',
  business_management: 'useful',
  instagram_manage_insights: 'useful',
  instagram_content_publish: 'useful',
  whatsapp_business_messaging: 'whatsapp',
  whatsapp_business_management: 'whatsapp',
} as const;

export type TokenScope = keyof typeof weights;
type Weight = (typeof weights)[TokenScope];

/** Those without which an account cannot be read. */
export const readingScopes = ['instagram_basic', 'pages_read_engagement'] as const satisfies TokenScope[];

/** Those without which nothing is sent by WhatsApp. */
export const sendingScopes = [
  'whatsapp_business_messaging',
  'whatsapp_business_management',
] as const satisfies TokenScope[];

/** A permission that is not there, and how much that matters. */
export type MissingScope = { scope: TokenScope; weight: Weight };

/**
 * What a token may not do that it should, what matters most first.
 * @param scopes as Meta lists them
 * @param whatsapp whether alerts are set up; without them nobody needs permission to send any
 */
export function missingScopes(
  scopes: readonly string[],
  { whatsapp }: { whatsapp: boolean },
): MissingScope[] {
  return (Object.keys(weights) as TokenScope[])
    .filter((scope) => !scopes.includes(scope))
    .map((scope) => ({ scope, weight: weights[scope] }))
    .filter(({ weight }) => whatsapp || weight !== 'whatsapp');
}
