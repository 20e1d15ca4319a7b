import { createHmac } from 'node:crypto';
import { brand } from '../brand.ts';
import { readMultipart } from '../http/multipart.ts';
import type { World } from '../world.ts';
import { badParameter, missingObject } from './graph-error.ts';
import { deleteMedia, findUsableMedia, readMediaFile, storeMedia } from './media-store.ts';
import type { Media } from './media-store.ts';
import { ok } from './request.ts';
import type { GraphAnswer, GraphRequest } from './request.ts';

const addressLivesMs = 5 * 60 * 1000;

/** `POST /{phone-number-id}/media`: multipart with messaging_product, type and the file. */
export async function uploadMedia(world: World, request: GraphRequest): Promise<GraphAnswer> {
  const parts = readMultipart(request.raw, request.headers['content-type']);
  if (!parts) throw badParameter('The request must be multipart/form-data with a file.');
  const text = (name: string): string | undefined =>
    parts.find((part) => part.name === name)?.bytes.toString('utf8');
  if (text('messaging_product') !== 'whatsapp')
    throw badParameter('The parameter messaging_product is required.');
  const file = parts.find((part) => part.name === 'file' && part.fileName !== undefined);
  if (!file) throw badParameter('The parameter file is required.');
  const mimeType = text('type') ?? file.contentType;
  if (!mimeType) throw badParameter('The parameter type is required.');
  if (file.contentType && file.contentType !== mimeType)
    throw badParameter(`Param file must be a file of type ${mimeType}, received ${file.contentType}.`);
  const media = await storeMedia(world, file.bytes, mimeType);
  return ok({ id: media.id });
}

/** `GET /{media-id}`: where the file can be had for five minutes, with the token. */
export function readMediaNode(world: World, media: Media, request: GraphRequest): GraphAnswer {
  checkSender(request, media.id);
  const ext = String(Math.floor((Date.now() + addressLivesMs) / 1000));
  const url = `${world.address}/lookaside/whatsapp_business/attachments/?mid=${media.id}&ext=${ext}&hash=${sign(world, media.id, ext)}`;
  return ok({
    messaging_product: 'whatsapp',
    url,
    mime_type: media.mime_type,
    sha256: media.sha256,
    file_size: String(media.bytes),
    id: media.id,
  });
}

/** `DELETE /{media-id}` */
export function removeMedia(world: World, media: Media, request: GraphRequest): GraphAnswer {
  checkSender(request, media.id);
  deleteMedia(world, media.id);
  return ok({ success: true });
}

/** The file behind a media address; undefined once the five minutes are over or the id is gone. */
export function readAttachment(world: World, url: URL): { bytes: Buffer; mimeType: string } | undefined {
  const [id, ext] = [url.searchParams.get('mid') ?? '', url.searchParams.get('ext') ?? ''];
  if (url.searchParams.get('hash') !== sign(world, id, ext) || Number(ext) * 1000 <= Date.now())
    return undefined;
  return findUsableMedia(world, id) ? readMediaFile(world, id) : undefined;
}

function checkSender(request: GraphRequest, id: string): void {
  const asked = request.params.get('phone_number_id');
  if (asked !== null && asked !== brand.phone_number_id)
    throw missingObject(id, request.method.toLowerCase());
}

function sign(world: World, id: string, ext: string): string {
  return createHmac('sha256', world.settings.appSecret).update(`media:${id}:${ext}`).digest('base64url');
}
