'use client';

/**
 * Copies the address of a story's page. Browsers refuse without a secure origin.
 * @returns whether it was copied
 */
export async function copyStoryLink(code: string): Promise<boolean> {
  const address = new URL(`/stories/${code}`, window.location.href).href;
  try {
    await (navigator.clipboard?.writeText(address) ?? Promise.reject(new Error('no clipboard')));
    return true;
  } catch {
    // Then it is copied by hand, from where it stands.
    return false;
  }
}
