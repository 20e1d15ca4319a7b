import { sendJson } from '#components/live/send-json.ts';

/** A step of a target as it is sent: moments as ISO 8601. */
export type TargetStepSent =
  | { step: 'change'; versionId: string | null; publishAt: string | null }
  | { step: 'approve'; versionId: string; publishAt: string | null }
  | { step: 'send_back'; versionId: string; publishAt: string | null; words: string }
  | { step: 'comment'; words: string }
  | { step: 'submit' | 'cancel' | 'post_now' | 'is_there' | 'is_not_there' };

/** @throws Refused */
export const beginRepost = async (input: {
  code: string;
  regionId: string;
}): Promise<{ repostId: string; begun: boolean }> =>
  (await sendJson('POST', '/api/reposts', input)) as { repostId: string; begun: boolean };

/** @throws Refused */
export async function takeUnedited(repostId: string): Promise<void> {
  await sendJson('POST', `/api/reposts/${repostId}/unedited`, {});
}

/** @throws Refused */
export async function addTarget(
  repostId: string,
  input: { accountId: string; versionId: string | null; publishAt: string | null },
): Promise<void> {
  await sendJson('POST', `/api/reposts/${repostId}/targets`, input);
}

/** Has quota and reach of its accounts checked anew; what comes of it stands on the page some seconds later. @throws Refused */
export async function checkAgain(repostId: string): Promise<void> {
  await sendJson('POST', `/api/reposts/${repostId}/check`, {});
}

/** @throws Refused */
export async function moveTarget(targetId: string, step: TargetStepSent): Promise<void> {
  await sendJson('PATCH', `/api/reposts/targets/${targetId}`, step);
}
