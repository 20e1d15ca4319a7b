/** What the sealed text of a message is bound to, so that it opens for no other message. */
export const sealedBodyRow = (messageId: string) => `message:${messageId}`;
