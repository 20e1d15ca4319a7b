import { randomBytes } from 'node:crypto';
import type { World } from '../world.ts';
import { badParameter, missingObject } from './graph-error.ts';
import { findRefusal } from './media-store.ts';
import { ok, textParameter } from './request.ts';
import type { GraphAnswer, GraphRequest } from './request.ts';

type Upload = {
  id: string;
  file_name: string | null;
  file_length: number;
  file_type: string;
  handle: string | null;
};

const types = ['application/pdf', 'image/jpeg', 'image/jpg', 'image/png', 'video/mp4'];

/** `POST /{app-id}/uploads`: begins the upload of a template's example file. */
export function startUpload(world: World, request: GraphRequest): GraphAnswer {
  const length = Number(textParameter(request, 'file_length'));
  const type = textParameter(request, 'file_type') ?? '';
  if (!Number.isInteger(length) || length < 1) throw badParameter('The parameter file_length is required.');
  if (!types.includes(type)) throw badParameter(`Param file_type must be one of {${types.join(', ')}}.`);
  const id = `upload:${randomBytes(24).toString('base64url')}`;
  world.store.run(
    'INSERT INTO upload (id, file_name, file_length, file_type, created_at) VALUES (?, ?, ?, ?, ?)',
    id,
    textParameter(request, 'file_name') ?? null,
    length,
    type,
    Date.now(),
  );
  return ok({ id });
}

/** `POST /upload:…` with the raw bytes and the header file_offset; the answer's `h` is the handle. */
export async function continueUpload(world: World, id: string, request: GraphRequest): Promise<GraphAnswer> {
  const upload = world.store.get<Upload>('SELECT * FROM upload WHERE id = ?', id);
  if (!upload) throw missingObject(id, request.method.toLowerCase());
  if (request.method === 'GET')
    return ok({ id, file_offset: upload.handle === null ? 0 : upload.file_length });
  if (request.headers['file_offset'] !== '0')
    throw badParameter('The header file_offset must be 0: this sandbox does not resume uploads.');
  if (request.raw.length !== upload.file_length)
    throw badParameter(`The file has ${request.raw.length} bytes, ${upload.file_length} were announced.`);
  const refusal = await findRefusal(request.raw, upload.file_type.replace('image/jpg', 'image/jpeg'));
  if (refusal) throw badParameter(refusal);
  const handle = `4::${Buffer.from(upload.file_type).toString('base64')}:${randomBytes(36).toString('base64url')}:e:${Math.floor(Date.now() / 1000)}`;
  world.store.run('UPDATE upload SET handle = ? WHERE id = ?', handle, id);
  return ok({ h: handle });
}

/** The file type behind a handle that was given out here. */
export function handleType(world: World, handle: string): string | undefined {
  return world.store.get<Upload>('SELECT * FROM upload WHERE handle = ?', handle)?.file_type;
}
