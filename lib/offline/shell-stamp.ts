import { createHash } from 'node:crypto';
import type { Brand } from '../brand/brand.ts';

/**
 * Names the offline page as it is now. It is part of the service worker's
 * address, so that a new build, language or look of the brand brings a new
 * worker, which fetches the page anew with everything that belongs to it.
 */
export function shellStamp(shell: { buildId: string; locale: string; brand: Brand }): string {
  const { buildId, locale, brand } = shell;
  const parts = [buildId, locale, brand.name, brand.accentColor, brand.logoUrl];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
