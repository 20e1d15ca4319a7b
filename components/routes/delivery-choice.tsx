'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { type RouteDelivery, routeDeliveries } from '#lib/words.ts';
import { DeliverySign } from './delivery-sign.tsx';

type Props = {
  legend: string;
  /** `mixed`: of several, and not alike; none is chosen. */
  value: RouteDelivery | 'mixed';
  changed?: boolean;
  onChange: (delivery: RouteDelivery) => void;
};

/** The three states side by side, each as wide as a finger. */
export function DeliveryChoice({ legend, value, changed = false, onChange }: Props) {
  const t = useTranslations('routes');
  const name = useId();
  return (
    <fieldset className="shrink-0">
      <legend className="sr-only">{legend}</legend>
      <div className="inline-flex rounded-md bg-sunken p-0.5">
        {routeDeliveries.map((delivery) => (
          <label
            key={delivery}
            title={t(`state.${delivery}`)}
            className={`relative flex size-11 cursor-pointer items-center justify-center rounded-sm text-muted has-checked:bg-raised has-checked:shadow-[0_0_0_1px_var(--line)] has-focus-visible:outline-2 has-focus-visible:outline-accent ${changed ? 'has-checked:text-accent' : 'has-checked:text-ink'}`}
          >
            <input
              type="radio"
              name={name}
              value={delivery}
              checked={delivery === value}
              onChange={() => onChange(delivery)}
              className="absolute inset-0 cursor-pointer opacity-0"
            />
            <span className="sr-only">{t(`state.${delivery}`)}</span>
            <DeliverySign delivery={delivery} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
