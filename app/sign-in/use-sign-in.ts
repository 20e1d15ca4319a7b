'use client';

import { signIn } from 'next-auth/react';
import { useCallback, useState } from 'react';

export type SignInState = 'idle' | 'busy' | 'failed';

/**
 * Signs in with a provider of lib/auth/options.ts and goes on to `to`; says how
 * far it is, and why not where the server said so in words.
 */
export function useSignIn(provider: 'link' | 'demo', to: string) {
  const [state, setState] = useState<SignInState>('idle');
  const [refusal, setRefusal] = useState<string>();
  const signInWith = useCallback(
    async (credentials: Record<string, string>) => {
      setState('busy');
      const answer = await signIn(provider, { ...credentials, callbackUrl: to, redirect: false }).catch(
        () => undefined,
      );
      // A whole new page, so that nothing the visitor before had loaded stays in memory; replaced, so that Back does not lead here.
      if (answer?.ok) return window.location.replace(to);
      setRefusal(answer?.status === 429 && answer.error ? answer.error : undefined);
      setState('failed');
    },
    [provider, to],
  );
  return { state, refusal, signInWith };
}
