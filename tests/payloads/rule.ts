/** Says what a payload is when it is of this rule's kind, and undefined when it is not. */
export type Rule = (json: unknown) => string | undefined;
