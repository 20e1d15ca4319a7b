/**
 * Encloses a text in Unicode isolates, so that its direction and that of the
 * line around it leave each other alone. They are invisible.
 */
export const isolateText = (text: string): string => `\u2068${text}\u2069`;
