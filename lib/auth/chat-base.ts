import { env } from '../env.ts';

/** Where links open chats: WhatsApp's own address, or the phones of the sandbox, from which no message leaves this machine. */
export const chatBase = () =>
  env().STORYWIRE_MODE === 'sandbox' ? new URL('/wa.me/', env().META_GRAPH_URL).href : 'https://wa.me/';
