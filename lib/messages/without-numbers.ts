/**
 * Takes phone numbers out of what Meta wrote about a failure: some of its
 * sentences repeat the recipient's. Codes and short figures stay.
 */
export const withoutNumbers = (text: string): string => text.replace(/\+?\d[\d ().-]{5,}\d/g, '[number]');
