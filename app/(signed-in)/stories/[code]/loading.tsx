import { StorySkeleton } from '#components/story/story-view.tsx';

export default function Loading() {
  return (
    <div className="mx-auto max-w-320 px-4 pt-15 md:px-8">
      <StorySkeleton layout="page" />
    </div>
  );
}
