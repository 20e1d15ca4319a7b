import type { ComponentProps } from 'react';

/** The browser's own choice of a file, with its button looking like ours. */
export function FileInput(props: Omit<ComponentProps<'input'>, 'type' | 'className'>) {
  return (
    <input
      type="file"
      {...props}
      className="max-w-full cursor-pointer text-sm font-normal text-muted file:me-3 file:min-h-11 file:cursor-pointer file:rounded-md file:border file:border-solid file:border-edge file:bg-raised file:px-4 file:font-strong file:text-ink"
    />
  );
}
