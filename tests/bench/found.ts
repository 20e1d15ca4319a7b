/** What a part found, line by line, and the promises that were not kept. */
export type Found = {
  rows: [what: string, figure: string][];
  json: Record<string, number>;
  missed: string[];
};
