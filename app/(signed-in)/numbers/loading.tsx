import { Skeleton } from '#components/ui/skeleton.tsx';

export default function Loading() {
  return (
    <div role="status" className="mx-auto flex max-w-280 animate-wait flex-col gap-6 px-4 pt-20 md:px-8">
      <Skeleton className="h-9 w-48" />
      <Skeleton className="h-10 w-80 max-w-full" />
      {[0, 1, 2, 3, 4].map((at) => (
        <div key={at} className="flex items-center gap-3 border-t hairline pt-4">
          <Skeleton className="size-9 rounded-full" />
          <Skeleton className="h-10 flex-1" />
        </div>
      ))}
    </div>
  );
}
