'use client';

import { signIn } from 'next-auth/react';
import { useState } from 'react';

export type SignInState = 'idle' | 'busy' | 'failed';

/** Signs in with a provider of lib/auth/options.ts and goes on to `to`; says how far it is. */
export function useSignIn(provider: 'link' | 'demo', to: string) {
  const [state, setState] = useState<SignInState>('idle');
  const signInWith = async (credentials: Record<string, string>) => {
    setState('busy');
    const answer = await signIn(provider, { ...credentials, callbackUrl: to, redirect: false }).catch(
      () => undefined,
    );
    // A whole new page, so that nothing the visitor before had loaded stays in memory; replaced, so that Back does not lead here.
    if (answer?.ok) window.location.replace(to);
    else setState('failed');
  };
  return { state, signInWith };
}
