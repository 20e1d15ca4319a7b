import type { Scenario } from './scenario.ts';
import { brokenAnswers } from './scenarios/broken-answers.ts';
import { brokenDownloads } from './scenarios/broken-downloads.ts';
import { deadEndpoint } from './scenarios/dead-endpoint.ts';
import { dyingStories } from './scenarios/dying-stories.ts';
import { fullVolumes } from './scenarios/full-volumes.ts';
import { gatewayErrors } from './scenarios/gateway-errors.ts';
import { hostileWebhooks } from './scenarios/hostile-webhooks.ts';
import { killedDatabase } from './scenarios/killed-database.ts';
import { kills, killsAndLostAnswers } from './scenarios/kills.ts';
import { liveStream } from './scenarios/live-stream.ts';
import { overlappingPolls } from './scenarios/overlapping-polls.ts';
import { poison } from './scenarios/poison.ts';
import { postedStories } from './scenarios/posted-stories.ts';
import { revokedToken } from './scenarios/revoked-token.ts';
import { sleepingWorker } from './scenarios/sleeping-worker.ts';
import { stalledReaders } from './scenarios/stalled-readers.ts';
import { throttled } from './scenarios/throttled.ts';
import { vanishedJob } from './scenarios/vanished-job.ts';
import { webhookFlood } from './scenarios/webhook-flood.ts';
import { wrongClocks } from './scenarios/wrong-clocks.ts';

/** The rows of the scorecard that run on this rig, by their number. */
export const scenarios: Record<string, Scenario> = {
  R1: kills,
  R2: killsAndLostAnswers,
  R3: killedDatabase,
  R5: gatewayErrors,
  R6: brokenAnswers,
  R7: throttled,
  R8: revokedToken,
  R10: hostileWebhooks,
  R11: poison,
  R12: webhookFlood,
  R13: deadEndpoint,
  R14: wrongClocks,
  R15: sleepingWorker,
  R16: fullVolumes,
  R17: brokenDownloads,
  R18: dyingStories,
  R19: overlappingPolls,
  R21: liveStream,
  R22: stalledReaders,
  R28: vanishedJob,
  stories: postedStories,
};
