import { signInEndpoint } from '#lib/auth/sign-in-endpoint.ts';

export const GET = signInEndpoint;
export const POST = signInEndpoint;
