/** Where a tap on a story's link leads, in templates and in answers alike. */
export const storyLink = (publicUrl: string, code: string): string => `${publicUrl}/s/${code}`;
