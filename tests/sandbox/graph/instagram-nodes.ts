import { brand } from '../brand.ts';
import type { Json, JsonObject } from '../json.ts';
import { derivedDigits } from '../store/ids.ts';
import { accounts, businessId, pages } from '../stories/accounts.ts';
import type { IgUser, Page } from '../stories/accounts.ts';
import { listLive } from '../stories/stories.ts';
import type { Story } from '../stories/stories.ts';
import { cdnAddress } from '../stories/media-cdn.ts';
import type { World } from '../world.ts';
import type { FieldRequest } from './fields.ts';
import { decodeCursor, pageOf, pageOfList, readLimit } from './paging.ts';
import { selectFields } from './node-type.ts';
import type { NodeType } from './node-type.ts';
import { allScopes, pagesFor, reaches } from './token-grant.ts';
import type { TokenGrant } from './token-grant.ts';
import { pageToken } from './tokens.ts';

/** A story. like_count and comments_count do not exist on one, and asking for them fails the call. */
export const storyNode: NodeType<Story> = {
  name: 'ShadowIGMedia',
  defaults: ['id'],
  fields: {
    id: (_, story) => story.id,
    ig_id: (_, story) => story.pk,
    media_type: (_, story) => story.kind.toUpperCase(),
    media_product_type: () => 'STORY',
    media_url: (world, story) =>
      story.media === 'missing'
        ? undefined
        : cdnAddress(world, story, story.kind === 'video' ? 'mp4' : 'jpg'),
    thumbnail_url: (world, story) => (story.kind === 'video' ? cdnAddress(world, story, 'jpg') : undefined),
    permalink: (_, story) => `https://www.instagram.com/stories/${usernameOf(story)}/${story.pk}`,
    shortcode: (_, story) => Buffer.from(story.pk).toString('base64url').slice(0, 11),
    timestamp: (_, story) => metaTime(story.posted_at),
    username: (_, story) => usernameOf(story),
    owner: (_, story) => ({ id: story.ig_user_id }),
    caption: () => undefined,
    alt_text: () => undefined,
    is_ai_generated: () => undefined,
    media_audio_type: (_, story) => (story.kind === 'video' ? 'ORIGINAL_SOUND' : undefined),
    copyright_check_information: (_, story) =>
      story.kind === 'video'
        ? { status: { status: 'completed', matches_found: story.media === 'missing' } }
        : undefined,
    has_poll: () => false,
    has_slider: () => false,
    legacy_instagram_media_id: (_, story) => story.pk,
  },
};

export const igUserNode: NodeType<IgUser> = {
  name: 'IGUser',
  defaults: ['id'],
  fields: {
    id: (_, user) => user.ig_user_id,
    ig_id: (_, user) => Number(derivedDigits(user.ig_user_id, 10)),
    username: (_, user) => user.username,
    name: (_, user) => user.name,
    biography: () => brand.brand.tagline,
    website: () => undefined,
    profile_picture_url: () => undefined,
    followers_count: (_, user) => 2_000 + Number(derivedDigits(`followers:${user.ig_user_id}`, 4)),
    follows_count: (_, user) => Number(derivedDigits(`follows:${user.ig_user_id}`, 2)),
    media_count: (_, user) => 100 + Number(derivedDigits(`media:${user.ig_user_id}`, 2)),
    stories: (world, user, request) => storiesOf(world, user, request, 'v26.0'),
    media: () => ({ data: [] }),
  },
};

export const pageNode: NodeType<Page> = {
  name: 'Page',
  defaults: ['name', 'id'],
  fields: {
    id: (_, page) => page.id,
    name: (_, page) => page.name,
    category: () => 'Brand',
    category_list: () => [{ id: '1605186416478696', name: 'Brand' }],
    tasks: () => ['ANALYZE', 'ADVERTISE', 'MESSAGING', 'MODERATE', 'CREATE_CONTENT', 'MANAGE'],
    access_token: (world, page) => pageToken(world, page.id),
    instagram_business_account: (world, page, request) =>
      page.account ? selectFields(world, igUserNode, page.account, request.fields) : undefined,
    link: (_, page) => `https://www.facebook.com/${page.id}`,
  },
};

/** Nested reads of a business are open to whoever may read it: nobody here asks so with less. */
const everything: TokenGrant = { scopes: allScopes };

export type Business = { id: string; name: string };
export const business: Business = { id: businessId, name: brand.brand.name };

export const businessNode: NodeType<Business> = {
  name: 'Business',
  defaults: ['id', 'name'],
  fields: {
    id: (_, thing) => thing.id,
    name: (_, thing) => thing.name,
    verification_status: () => 'verified',
    owned_pages: (world, _, request) =>
      pagesPage(world, request, { path: `${businessId}/owned_pages`, grant: everything }),
    client_pages: () => ({ data: [] }),
    instagram_business_accounts: (world, _, request) => accountsPage(world, request, everything),
  },
};

/** The stories edge of an account: live stories only, ids only unless fields are asked for. */
export function storiesOf(world: World, user: IgUser, request: FieldRequest, version: string): JsonObject {
  const limit = readLimit(request.modifiers['limit']);
  const after = decodeCursor(request.modifiers['after']);
  const [postedAt, id] = after?.split('.') ?? [];
  const found = listLive(
    world,
    user.ig_user_id,
    limit + 1,
    id === undefined ? undefined : { postedAt: Number(postedAt), id },
  );
  const page = found.slice(0, limit);
  const keyOf = (story: Story | undefined): string | undefined =>
    story ? `${story.posted_at}.${story.id}` : undefined;
  const address = new URL(`${world.address}/${version}/${user.ig_user_id}/stories?limit=${limit}`);
  if (request.fields) address.searchParams.set('fields', writeFields(request.fields));
  return pageOf({
    data: page.map((story) => selectFields(world, storyNode, story, request.fields)),
    firstKey: keyOf(page[0]),
    lastKey: keyOf(page.at(-1)),
    nextFrom: found.length > limit ? address.href : undefined,
  });
}

/** A list of Pages, as /me/accounts and a business's owned_pages give it. */
export function pagesPage(
  world: World,
  request: FieldRequest,
  { path, grant }: { path: string; grant: TokenGrant },
): JsonObject {
  const fields = request.fields ?? undefined;
  const shown =
    fields ??
    ['access_token', 'category', 'category_list', 'name', 'tasks'].map((name) => ({
      name,
      modifiers: {},
      fields: undefined,
    }));
  const limit = readLimit(request.modifiers['limit']);
  const address = new URL(`${world.address}/v26.0/${path}?limit=${limit}`);
  if (fields) address.searchParams.set('fields', writeFields(fields));
  return pageOfList(pagesFor(grant, pages()), {
    key: (page) => page.id,
    show: (page) => selectFields(world, pageNode, page, shown),
    limit,
    after: decodeCursor(request.modifiers['after']),
    address: address.href,
  });
}

/** A business's Instagram accounts. */
export function accountsPage(world: World, request: FieldRequest, grant: TokenGrant): JsonObject {
  const limit = readLimit(request.modifiers['limit']);
  const address = new URL(`${world.address}/v26.0/${businessId}/instagram_business_accounts?limit=${limit}`);
  if (request.fields) address.searchParams.set('fields', writeFields(request.fields));
  const reached = grant.scopes.includes('instagram_basic')
    ? accounts().filter((user) => reaches(grant, user))
    : [];
  return pageOfList(reached, {
    key: (user) => user.ig_user_id,
    show: (user): Json => selectFields(world, igUserNode, user, request.fields),
    limit,
    after: decodeCursor(request.modifiers['after']),
    address: address.href,
  });
}

/** ISO time with `+0000`, as Meta writes it, without fractions. */
function metaTime(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19)}+0000`;
}

function usernameOf(story: Story): string {
  return accounts().find((user) => user.ig_user_id === story.ig_user_id)?.username ?? '';
}

function writeFields(fields: FieldRequest[]): string {
  return fields
    .map((field) => {
      const modifiers = Object.entries(field.modifiers).map(([name, value]) => `.${name}(${value})`);
      return `${field.name}${modifiers.join('')}${field.fields ? `{${writeFields(field.fields)}}` : ''}`;
    })
    .join(',');
}
