/** A grey place of the size of what is coming. Appears after 200 ms, so that quick answers do not flicker. */
export function Skeleton({ className }: { className: string }) {
  return <div aria-hidden="true" className={`rounded-sm bg-sunken ${className}`} />;
}
