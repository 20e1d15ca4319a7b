import type { StatusKind } from '#lib/words.ts';

/** Who is at the other end. At least one is known; since 2026 it may be the user id alone. */
export type Party = {
  /** Digits without a plus sign. NULL: withheld. */
  waId: string | null;
  /** Business-scoped user id, such as `US.1349…`. NULL: not told. */
  userId: string | null;
};

export type InboundContent =
  | { type: 'text'; body: string }
  /** A tap on a quick reply of a template. */
  | { type: 'button'; payload: string; text: string }
  /** A tap on a reply button or a list row of a free message. */
  | { type: 'interactive'; id: string; title: string }
  /** A sign put on a message. `emoji` null: it was taken away again. */
  | { type: 'reaction'; wamid: string | null; emoji: string | null }
  /** Everything else, by Meta's name: `image`, `unsupported`… */
  | { type: 'other'; name: string };

/** Meta's `pricing` of a message. Each NULL where Meta leaves it out. */
export type Pricing = {
  billable: boolean | null;
  /** Such as `utility`, `marketing`, `service`. */
  category: string | null;
  /** `regular`, `free_customer_service` or `free_entry_point`. */
  type: string | null;
};

export type StatusItem = Party & {
  kind: 'status';
  wamid: string;
  status: StatusKind;
  /** What was sent along as `biz_opaque_callback_data`. NULL: not one of ours, or not told. */
  opaqueId: string | null;
  at: Date;
  errorCode: number | null;
  errorDetails: string | null;
  /** NULL: not with this one. */
  pricing: Pricing | null;
};

export type InboundItem = {
  kind: 'inbound';
  wamid: string;
  at: Date;
  from: Party;
  /** As the sender chose it. NULL: not told. */
  profileName: string | null;
  content: InboundContent;
  /** The message that was answered. NULL: none, or Meta left it out, as it does even for taps. */
  replyTo: string | null;
  phoneNumberId: string;
};

/** The holder has a new number, or the id by which Meta names them has changed. */
export type NumberChangedItem = {
  kind: 'number_changed';
  at: Date;
  from: Party;
  to: Party;
  phoneNumberId: string;
};

export type TemplateItem = {
  kind: 'template';
  /** NULL: not told. */
  metaId: string | null;
  name: string;
  /** Meta's code with `_`. */
  language: string;
  /** `APPROVED`, `REJECTED`, `PAUSED`, `DISABLED`, `FLAGGED` and others. */
  event: string;
  /** NULL: none. */
  reason: string | null;
};

export type TemplateCategoryItem = {
  kind: 'template_category';
  metaId: string | null;
  name: string;
  language: string;
  /** As it now is. */
  category: string;
  previousCategory: string | null;
  /** What Meta will make of it within a day. NULL: it stays. */
  comingCategory: string | null;
};

export type TemplateQualityItem = {
  kind: 'template_quality';
  metaId: string | null;
  name: string;
  language: string;
  /** `GREEN`, `YELLOW`, `RED` or `UNKNOWN`. */
  quality: string;
};

/** Final figures of a story, sent once when it expires. -1 where Meta withholds one. */
export type StoryInsightsItem = {
  kind: 'story_insights';
  igUserId: string;
  mediaId: string;
  values: Record<string, number>;
};

/** Something about the brand's number or account, for an admin to read. */
export type SenderItem = {
  kind: 'sender';
  field: string;
  /** The WhatsApp Business account it came from. */
  wabaId: string;
  /** Meta's word for what happened. NULL: the field says it. */
  event: string | null;
  /** The figure or tier that came with it, as text. NULL: none. */
  limit: string | null;
  /** Meta's code, for errors of the account. NULL: none. */
  errorCode: number | null;
};

/** Understood, and nothing that Storywire acts on. */
export type IgnoredItem = { kind: 'ignored'; field: string; reason: string };

export type WebhookItem =
  | StatusItem
  | InboundItem
  | NumberChangedItem
  | TemplateItem
  | TemplateCategoryItem
  | TemplateQualityItem
  | StoryInsightsItem
  | SenderItem
  | IgnoredItem;

/** Something in a field that Storywire does read, and could not be read. Says where and why, never with its contents. */
export type UnreadableItem = { where: string; reason: string };
