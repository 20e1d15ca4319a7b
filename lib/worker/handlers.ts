import { checkToken } from '../accounts/job/check-token.ts';
import { planStory, withdrawStory } from '../alerts/job.ts';
import { dropBrandFile } from '../brand/job.ts';
import { readInsights } from '../insights/job.ts';
import type { JobName, JobPayload } from '../jobs/catalogue.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { refreshSender } from '../messages/job/refresh-sender.ts';
import { syncTemplates } from '../messages/job/sync-templates.ts';
import { checkPublishing } from '../reposts/job/check-publishing.ts';
import { transcodeVideo } from '../reposts/job/transcode-video.ts';
import { publishPost } from '../reposts/job.ts';
import { testSetUp } from '../set-up/job.ts';
import { archiveStory, checkAccounts } from '../stories/job.ts';
import { addPoster } from '../stories/job/add-poster.ts';
import { confirmGone } from '../stories/job/confirm-gone.ts';
import { processInbox } from '../webhooks/job.ts';

/** Who does which job; the type checker sees that none is missing. */
export const handlers: {
  [Name in JobName]: (context: JobContext, payload: JobPayload<Name>) => Promise<unknown>;
} = {
  'accounts.check_token': checkToken,
  'set_up.test': testSetUp,
  'stories.check': checkAccounts,
  'stories.archive': archiveStory,
  'stories.poster': addPoster,
  'stories.insights': readInsights,
  'stories.confirmGone': confirmGone,
  'alerts.plan': planStory,
  'alerts.withdraw': withdrawStory,
  'webhooks.process': processInbox,
  'templates.sync': syncTemplates,
  'sender.refresh': refreshSender,
  'reposts.publish': publishPost,
  'reposts.check': checkPublishing,
  'reposts.transcode': transcodeVideo,
  'brand.dropFile': dropBrandFile,
};

/** How many jobs of a kind are fetched and done at a time. At least two: a fetch of one is never known to be full. */
export const atATime: Record<JobName, number> = {
  'accounts.check_token': 2,
  'set_up.test': 2,
  'stories.check': 2,
  'stories.archive': 2,
  'stories.poster': 2,
  'stories.insights': 2,
  'stories.confirmGone': 2,
  'alerts.plan': 2,
  'alerts.withdraw': 2,
  'webhooks.process': 4,
  'templates.sync': 2,
  'sender.refresh': 2,
  // Each mostly waits for Meta, and one account's trouble must not hold up another's post.
  'reposts.publish': 8,
  'reposts.check': 2,
  'reposts.transcode': 2,
  'brand.dropFile': 2,
};
