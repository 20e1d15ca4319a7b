import { Masthead } from '#components/shell/masthead.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

/** The shape of the feed while it is on its way; every piece has the size of what will stand there. */
export function FeedSkeleton({ label }: { label: string }) {
  return (
    <div role="status" className="mx-auto max-w-360 animate-wait px-4 pb-12 md:px-8">
      <span className="sr-only">{label}</span>
      <Masthead />
      <div className="flex flex-wrap items-center gap-2 pt-2 md:pt-4">
        <Skeleton className="h-10 min-w-36 flex-1 rounded-full md:max-w-80 pointer-coarse:h-11" />
        <Skeleton className="h-9 w-10 md:w-24 pointer-coarse:h-11" />
        <Skeleton className="h-11 w-26 md:ms-auto md:w-64 pointer-coarse:h-13" />
      </div>
      <div className="flex gap-1 overflow-hidden py-2">
        {places(8).map((at) => (
          <div key={at} className="flex w-20 shrink-0 flex-col items-center gap-1.5 px-1 py-2">
            <Skeleton className="size-14 rounded-full" />
            <Skeleton className="h-4 w-12" />
          </div>
        ))}
      </div>
      {places(2).map((section) => (
        <div key={section} className={section === 0 ? 'pt-2 md:pt-4' : 'pt-6 md:pt-10'}>
          <div className="mb-1 h-1 border-b hairline" />
          <div className="flex items-center gap-3 pt-6 pb-4">
            <Skeleton className="size-7 rounded-full" />
            <Skeleton className="h-7 w-32" />
          </div>
          <div className="flex gap-3 overflow-hidden md:grid md:grid-cols-[repeat(auto-fill,minmax(11.25rem,1fr))] md:gap-x-4">
            {places(6).map((at) => (
              <div key={at} className="w-[42vw] max-w-44 shrink-0 md:w-auto md:max-w-none">
                <Skeleton className="aspect-9/16 w-full rounded-card" />
                <div className="mt-2 flex items-center gap-2">
                  <Skeleton className="size-10 rounded-full" />
                  <Skeleton className="h-9 flex-1" />
                </div>
              </div>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}

const places = (count: number) => Array.from({ length: count }, (_, at) => at);
