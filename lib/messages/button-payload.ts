const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The quick replies of our templates, in the order of their buttons. */
export const buttonActions = ['seen', 'flag', 'mute'] as const;
export type ButtonAction = (typeof buttonActions)[number];

/** What a tap sends back. It names the message itself, since Meta leaves the context out of some taps. */
export const buttonPayload = (action: ButtonAction, messageId: string): string => `${action}:${messageId}`;

/** Reads what a tap sent back; undefined when it is none of ours. */
export function readButtonPayload(payload: string): { action: ButtonAction; messageId: string } | undefined {
  const [word, messageId = ''] = payload.split(':');
  const action = buttonActions.find((each) => each === word);
  return action && uuid.test(messageId) ? { action, messageId } : undefined;
}
