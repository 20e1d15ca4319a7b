import { getConnectionsPage } from '#lib/accounts/queries/get-connections-page.ts';
import { route } from '#lib/auth/route.ts';
import { env } from '#lib/env.ts';

export const GET = route({}, ({ db, actor }) =>
  getConnectionsPage(db, {
    actor,
    phoneNumberId: env().WHATSAPP_PHONE_NUMBER_ID,
    environmentToken: env().META_ACCESS_TOKEN,
  }),
);
