/** How much of its day a flagged story has: still live, two hours of it or less, or archived. */
export const leftChoices = ['live', 'soon', 'over'] as const;
