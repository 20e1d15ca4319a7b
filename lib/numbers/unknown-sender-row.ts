/** What the sealed number of an unknown sender is bound to, so that it opens for no other row. */
export const unknownSenderRow = (id: string) => `unknown_sender:${id}`;

/** Somebody who wrote and is not known, as admins see it. */
export type UnknownSender = {
  id: string;
  /** NULL: WhatsApp withheld the number, so that it cannot be added. */
  shortened: string | null;
  /** As the sender chose it. NULL: none came. */
  profileName: string | null;
  /** ISO 8601. */
  lastAt: string;
};
