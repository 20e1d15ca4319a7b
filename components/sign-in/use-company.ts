import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { goToCompany } from './go-to-company.ts';

type State = 'idle' | 'busy' | { refused: string };

/** Leads to the company's issuer at a tap, and says how far it is. */
export function useCompany(aim: { to: string; link?: boolean }): { state: State; go: () => void } {
  const t = useTranslations('company');
  const [state, setState] = useState<State>('idle');
  useEffect(() => {
    // Back from the issuer, a browser shows this page as it was left: busy.
    const wake = (event: PageTransitionEvent) => {
      if (event.persisted) setState('idle');
    };
    window.addEventListener('pageshow', wake);
    return () => window.removeEventListener('pageshow', wake);
  }, []);
  const go = () => {
    if (state === 'busy') return;
    setState('busy');
    goToCompany(aim).then(
      (answer) => answer && setState(answer),
      () => setState({ refused: t('failed') }),
    );
  };
  return { state, go };
}
