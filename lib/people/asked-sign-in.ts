/** What a browser shows after asking to be let in by WhatsApp. */
export type AskedSignIn = {
  /** What the phone has to send. */
  text: string;
  /** Opens WhatsApp with it written. */
  link: string;
  /** The same for the camera of another phone. */
  qr: { size: number; path: string };
};
