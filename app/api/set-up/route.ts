import { route } from '#lib/auth/route.ts';
import { env } from '#lib/env.ts';
import { getSetUpPage } from '#lib/set-up/queries/get-set-up-page.ts';

export const GET = route({}, ({ db, actor }) => getSetUpPage(db, { actor, env: env(), now: new Date() }));
