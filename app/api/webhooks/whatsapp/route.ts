import { webhookRoute } from '#lib/webhooks/commands.ts';

export const { GET, POST } = webhookRoute('whatsapp');
