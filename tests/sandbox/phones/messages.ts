import type { Json } from '../json.ts';
import type { World } from '../world.ts';

type MessageState = 'accepted' | 'sent' | 'delivered' | 'read' | 'failed' | 'dropped';

const demoKeepsMs = 7 * 24 * 60 * 60 * 1000;

export type MessageRow = {
  n: number;
  wamid: string;
  digits: string;
  sender: 'business' | 'phone';
  at: number;
  type: string;
  content: string;
  state: MessageState;
  opaque: string | null;
  pricing: string | null;
  error_code: number | null;
  /** Sent to a business-scoped user id instead of a number. */
  by_user_id: number;
  delivered_at: number | null;
  read_at: number | null;
  context: string | null;
};

/** What a message looks like on the phone, whatever it was made from. */
export type MessageContent = {
  text: string;
  header?:
    | { kind: 'image' | 'video' | 'document'; media?: string; link?: string }
    | { kind: 'text'; text: string };
  footer?: string;
  buttons?: ContentButton[];
  /** Lines to pick one of, behind a button. */
  list?: ContentList;
  template?: { name: string; language: string };
};

export type ContentButton = {
  type: 'quick_reply' | 'url' | 'reply' | 'phone_number' | 'copy_code';
  text: string;
  payload?: string;
  url?: string;
};

export type ContentList = { button: string; rows: { id: string; title: string; description?: string }[] };

export type NewMessage = {
  wamid: string;
  digits: string;
  sender: MessageRow['sender'];
  type: string;
  content: MessageContent;
  state: MessageState;
  opaque?: string | undefined;
  pricing?: Json;
  byUserId?: boolean;
  context?: string | undefined;
};

/** Stores a message of either side. */
export function keepMessage(world: World, message: NewMessage): MessageRow {
  world.store.run(
    `INSERT INTO message (wamid, digits, sender, at, type, content, state, opaque, pricing, by_user_id, context)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    message.wamid,
    message.digits,
    message.sender,
    Date.now(),
    message.type,
    JSON.stringify(message.content),
    message.state,
    message.opaque ?? null,
    message.pricing === undefined ? null : JSON.stringify(message.pricing),
    message.byUserId ? 1 : 0,
    message.context ?? null,
  );
  world.hints.tell({ topic: 'phones', digits: message.digits });
  const row = findMessage(world, message.wamid);
  if (!row) throw new Error('The message was not stored.');
  return row;
}

export function findMessage(world: World, wamid: string): MessageRow | undefined {
  return world.store.get<MessageRow>('SELECT * FROM message WHERE wamid = ?', wamid);
}

/** A phone's chat, oldest first, the last `limit` messages of it. */
export function listChat(world: World, digits: string, limit: number): MessageRow[] {
  return world.store
    .all<MessageRow>('SELECT * FROM message WHERE digits = ? ORDER BY n DESC LIMIT ?', digits, limit)
    .toReversed();
}

export function contentOf(message: MessageRow): MessageContent {
  return JSON.parse(message.content) as MessageContent;
}

/** Keeps the chats of a demo that runs for weeks from growing without end. */
export function dropOldMessages(world: World): void {
  world.store.run(
    "DELETE FROM message WHERE at < ? AND state IN ('delivered', 'read', 'failed', 'dropped')",
    Date.now() - demoKeepsMs,
  );
}
