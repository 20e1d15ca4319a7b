import { LoaderCircle } from 'lucide-react';

/** Turns while something is under way; appears only after 200 ms. Say in words beside it what is under way. */
export function Spinner({ className = 'size-4' }: { className?: string }) {
  return (
    <span className="inline-flex animate-wait" aria-hidden="true">
      <LoaderCircle className={`animate-spin ${className}`} />
    </span>
  );
}
