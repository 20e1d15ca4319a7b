import type { PageTarget, RepostPage } from '#lib/reposts/repost-page.ts';
import type { RunOnRepost } from './use-repost.ts';

export type TargetProps = {
  target: PageTarget;
  versions: RepostPage['versions'];
  busy: boolean;
  run: RunOnRepost;
};
