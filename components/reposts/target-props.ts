import type { PageTarget, RepostPage } from '#lib/reposts/repost-page.ts';
import type { RunOnRepost } from './use-repost.ts';

export type TargetProps = {
  target: PageTarget;
  versions: RepostPage['versions'];
  /** The version that is in sight. Undefined: there is none. */
  shownId: string | undefined;
  onShow: (versionId: string) => void;
  busy: boolean;
  run: RunOnRepost;
};
