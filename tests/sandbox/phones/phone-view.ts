/** One phone as `GET /_sandbox/phones` shows it: what its owner would see, and what the sandbox knows besides. */
export type PhoneView = {
  digits: string;
  /** The dialled number with its +. */
  number: string;
  name: string;
  /** Who carries it, when it is one of the demo brand's numbers. */
  label: string | null;
  kind: 'person' | 'team' | null;
  language: string | null;
  region: { key: string; name: string; mark: { text: string; color: string } } | null;
  wa_id: string;
  user_id: string;
  online: boolean;
  on_whatsapp: boolean;
  share_number: boolean;
  /** Messages of the business that have been delivered and not been opened. */
  unread: number;
  /** Oldest first. */
  messages: PhoneMessage[];
};

export type PhoneMessage = {
  id: string;
  /** Who wrote it: `business` on the left of the phone, `phone` (its owner) on the right. */
  sender: 'business' | 'phone';
  at: string;
  type: string;
  header:
    | { kind: 'image' | 'video' | 'document'; url: string | null }
    | { kind: 'text'; text: string }
    | null;
  text: string;
  footer: string | null;
  buttons: PhoneButton[];
  /** Lines of which one may be picked, as often as one likes; null: none. */
  list: { button: string; rows: { id: string; title: string; description: string | null }[] } | null;
  /** What its owner put on it; null: nothing. */
  reaction: string | null;
  /** accepted (not sent on yet) → sent → delivered → read, failed, or dropped when its time to live was over. An owner's own message is delivered, then read. */
  ticks: Ticks;
  /** False while the message has not reached the phone: a phone that is off shows nothing new. */
  on_phone: boolean;
  error_code: number | null;
  /** The message this one answers. */
  context_id: string | null;
  /** Name of the template it was made from. */
  template: string | null;
};

export type PhoneButton = {
  index: number;
  type: 'quick_reply' | 'url' | 'reply' | 'phone_number' | 'copy_code';
  text: string;
  url: string | null;
  tapped: boolean;
};

type Ticks = 'accepted' | 'sent' | 'delivered' | 'read' | 'failed' | 'dropped';
