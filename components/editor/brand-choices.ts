/** What the brand offers to who edits. */
export type BrandChoices = {
  families: readonly string[];
  /** `#rrggbb`. NULL: it has chosen none. */
  color: string | null;
};
