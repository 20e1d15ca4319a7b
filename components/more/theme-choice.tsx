'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type Theme, themeCookie, themes } from '#lib/i18n/theme.ts';
import { showTheme } from '#components/shell/show-theme.ts';
import { Choice } from '#components/ui/choice.tsx';
import { keepChoice } from '#components/ui/keep-choice.ts';

const icons = { system: Monitor, light: Sun, dark: Moon } as const;

/** Light, dark, or as the device. It holds at once; the cookie has the server write it into the next page. */
export function ThemeChoice({ first }: { first: Theme }) {
  const t = useTranslations('more');
  const [theme, setTheme] = useState(first);
  const choose = (next: Theme) => {
    setTheme(next);
    keepChoice(themeCookie, next);
    showTheme(next);
  };
  return (
    <Choice
      legend={t('theme')}
      name="theme"
      value={theme}
      onChange={choose}
      options={themes.map((value) => {
        const Icon = icons[value];
        return { value, label: t(`themes.${value}`), icon: <Icon aria-hidden="true" className="size-4" /> };
      })}
    />
  );
}
