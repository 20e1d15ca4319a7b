import type { BrowserContext, Locator } from '@playwright/test';

/** A phone of the sandbox with its chat open, as whoever holds it has it before them. */
export type Chat = {
  bubbles: Locator;
  write: (text: string) => Promise<void>;
  /** Presses a button under the message that tells of a story. */
  press: (button: string, code: string) => Promise<void>;
};

/** Opens the chat with the brand on a phone of the sandbox. */
export async function openChat(sandboxContext: BrowserContext, digits: string): Promise<Chat> {
  const phone = await sandboxContext.newPage();
  await phone.goto(`/phones/${digits}`);
  await phone.getByTestId('open-chat').click();
  const bubbles = phone.getByTestId('message');
  return {
    bubbles,
    write: async (text) => {
      await phone.getByLabel('Message', { exact: true }).fill(text);
      await phone.getByRole('button', { name: 'Send' }).click();
    },
    press: (button, code) =>
      bubbles
        .filter({ hasText: `/s/${code}` })
        .last()
        .getByTestId('quick-reply')
        .filter({ hasText: button })
        .click(),
  };
}
