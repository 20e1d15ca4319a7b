/** How the brand shows itself, to everybody: the sign-in page has it too. */
export type Brand = {
  name: string;
  /** `#rrggbb`. NULL: Storywire's own teal. */
  accentColor: string | null;
  /** NULL: Storywire's mark stands in for it. */
  logoUrl: string | null;
};

/** Changes with the logo, so that a browser may keep each for good. */
export const logoUrl = (logoKey: string | null) =>
  logoKey === null ? null : `/api/brand/logo?v=${logoKey.slice('brand/logo-'.length, -'.png'.length)}`;

export type BrandFont = { id: string; family: string; weight: number; url: string };
