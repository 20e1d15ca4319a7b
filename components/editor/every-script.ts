import { scriptFamilies } from '#lib/reposts/design/font-stack.ts';

/** What is written in the picture is also named in the list and typed in a field: in its own letters. */
export const everyScript = `var(--font-sans), ${scriptFamilies.map((family) => `"${family}"`).join(', ')}`;
