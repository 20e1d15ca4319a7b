import { Skeleton } from '#components/ui/skeleton.tsx';

export default function Loading() {
  return (
    <div role="status" className="mx-auto flex max-w-280 animate-wait flex-col gap-8 px-4 pt-10 md:px-8">
      <Skeleton className="h-9 w-40" />
      {[0, 1, 2].map((at) => (
        <div key={at} className="flex flex-col gap-4 border-t hairline pt-5">
          <div className="flex items-center gap-3">
            <Skeleton className="size-11 rounded-full" />
            <Skeleton className="h-10 w-56" />
          </div>
          <Skeleton className="h-24 md:ms-14" />
        </div>
      ))}
    </div>
  );
}
