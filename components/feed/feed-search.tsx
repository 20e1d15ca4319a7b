'use client';

import { Search, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useState } from 'react';
import { IconButton } from '#components/ui/button.tsx';

/** After this pause in typing it is searched; Enter does not wait. */
const pauseMs = 350;

type Props = {
  /** What is searched now. */
  words: string | undefined;
  onSearch: (words: string | undefined) => void;
  input: RefObject<HTMLInputElement | null>;
};

/** Searches captions, notes and names while one types. */
export function FeedSearch({ words, onSearch, input }: Props) {
  const t = useTranslations('feed');
  const [typed, setTyped] = useState(words ?? '');
  const [shown, setShown] = useState(words);
  if (shown !== words) {
    // The address has changed by other means, such as Back; what is being typed stays.
    setShown(words);
    if ((words ?? '') !== typed.trim()) setTyped(words ?? '');
  }
  const wanted = typed.trim() === '' ? undefined : typed.trim();
  useEffect(() => {
    if (wanted === words) return undefined;
    const timer = setTimeout(onSearch, pauseMs, wanted);
    return () => clearTimeout(timer);
  }, [wanted, words, onSearch]);
  return (
    <form
      role="search"
      className="relative min-w-36 flex-1 md:max-w-80"
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted !== words) onSearch(wanted);
      }}
    >
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute start-3 top-1/2 size-4 -translate-y-1/2 text-muted"
      />
      <input
        ref={input}
        type="search"
        aria-label={t('search')}
        placeholder={t('searchHint')}
        maxLength={100}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
        // By the direction of what is typed; empty, by that of the page, which `dir="auto"` would not.
        className="min-h-10 w-full rounded-full border border-edge bg-paper ps-9 pe-10 text-base text-ink placeholder:text-muted [unicode-bidi:plaintext] pointer-coarse:min-h-11 md:text-sm [&::-webkit-search-cancel-button]:hidden"
      />
      {typed === '' ? null : (
        <IconButton
          aria-label={t('searchClear')}
          className="absolute end-0.5 top-1/2 -translate-y-1/2"
          onClick={() => {
            setTyped('');
            if (words !== undefined) onSearch(undefined);
            input.current?.focus();
          }}
        >
          <X aria-hidden="true" className="size-4" />
        </IconButton>
      )}
    </form>
  );
}
