/** The word before a join code in the message that a phone sends. */
export const joinWord = 'JOIN';

/** What a phone has to send to prove that it holds an invited number. */
export const joinText = (code: string) => `${joinWord} ${code}`;

/**
 * The link that opens WhatsApp with the join code written, ready to send.
 * @param senderNumber the brand's number as Meta writes it; null while it has not been read
 * @returns null while nobody knows where to send it
 */
export function joinLink(senderNumber: string | null, code: string): string | null {
  const digits = senderNumber?.replace(/\D/g, '');
  return digits ? `https://wa.me/${digits}?text=${encodeURIComponent(joinText(code))}` : null;
}
