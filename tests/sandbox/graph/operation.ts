import { brand } from '../brand.ts';
import type { Operation } from '../faults.ts';

/** The name under which faults know a call; `path` is the part below the version. */
export function operationOf(method: string, path: string[]): Operation {
  const [id, edge] = path;
  if (id === undefined) return method === 'POST' ? 'batch' : undefined;
  if (edge === 'stories') return 'stories';
  if (id === brand.phone_number_id && edge === 'messages') return 'messages';
  if (id === brand.phone_number_id && edge === 'media') return 'upload';
  if (method === 'POST' && edge === 'media') return 'container';
  if (edge === 'media_publish') return 'publish';
  return edge === 'message_templates' ? 'templates' : undefined;
}
