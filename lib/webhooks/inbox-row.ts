/** What the body of a webhook is sealed to. */
export const inboxRow = (inboxId: string): string => `webhook_inbox:${inboxId}`;
