/**
 * Storywire's mark: a story, nine by sixteen, inside the ring of its day. The
 * ring is open where the day has begun to pass, as on every story.
 */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" fill="none" aria-hidden="true" className={className}>
      <path
        d="M24.9 5.4A13.8 13.8 0 1 1 16 2.2"
        stroke="currentColor"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <rect x="11.6" y="8.2" width="8.8" height="15.6" rx="2.6" fill="currentColor" />
    </svg>
  );
}
