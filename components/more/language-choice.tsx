'use client';

import { Check } from 'lucide-react';
import { languages, type LanguageTag, languageTags } from '#lib/i18n/languages.ts';
import { useLanguage } from '#components/language/use-language.ts';
import { Spinner } from '#components/ui/spinner.tsx';

/**
 * Each language under its own name, which whoever reads it finds on a page in
 * any other. Buttons, not radio buttons: walking through those with arrows
 * would change the page at each step.
 */
export function LanguageChoice({ current }: { current: LanguageTag }) {
  const { shown, busy, choose } = useLanguage(current);
  return (
    <ul className="grid max-w-120 grid-cols-1 gap-1 sm:grid-cols-2">
      {languageTags.map((tag) => {
        const { name, direction } = languages[tag];
        return (
          <li key={tag}>
            <button
              type="button"
              aria-pressed={tag === shown}
              onClick={() => choose(tag)}
              className="flex min-h-10 w-full items-center gap-2 rounded-md px-3 text-start hover:bg-sunken aria-pressed:bg-sunken aria-pressed:font-strong pointer-coarse:min-h-11"
            >
              <span className="flex size-4 shrink-0 items-center">
                {tag !== shown ? null : busy ? <Spinner /> : <Check aria-hidden="true" className="size-4" />}
              </span>
              <span lang={tag} dir={direction}>
                {name}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
