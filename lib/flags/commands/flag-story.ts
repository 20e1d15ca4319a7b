import { and, eq, isNull } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { account, flag, region, story } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { notifyLive } from '../../live/notify.ts';
import { queueProblem } from '../../messages/commands/queue-problem.ts';
import { demand } from '../../people/permissions.ts';
import type { FlagKind } from '../../words.ts';

/**
 * Marks a story for a region of one's own. A *problem* tells the source
 * region's team in the same transaction.
 * @returns its id, and how many phones are told
 * @throws StorywireError `forbidden` outside one's regions, and for *urgent* unless an editor there; `not_found`; `conflict` when it is flagged so already
 */
export async function flagStory(
  db: Database,
  {
    actor,
    code,
    regionId,
    kind,
    words,
    urgent,
  }: {
    actor: UserActor;
    code: string;
    regionId: string;
    kind: FlagKind;
    words: string | null;
    urgent: boolean;
  },
): Promise<{ flagId: string; told: number; region: string }> {
  demand(actor, 'flags.add', regionId);
  if (urgent) demand(actor, 'flags.manage', regionId);
  return db.transaction(async (tx) => {
    const [target, source] = [await regionInUse(tx, regionId), await storyOf(tx, code)];
    const [made] = await tx
      .insert(flag)
      .values({ storyId: source.id, regionId, kind, words, urgent, byUserId: actor.userId })
      .onConflictDoNothing()
      .returning({ id: flag.id });
    if (!made) throw new StorywireError('conflict', 'flaggedAlready', { values: { region: target.name } });
    await recordAudit(tx, {
      actor,
      action: 'flag.add',
      thingId: source.id,
      detail: { regionId, kind, ...(urgent ? { urgent } : {}) },
    });
    await notifyLive(tx, { topic: 'flag', id: source.id });
    const told =
      kind === 'problem'
        ? await queueProblem(tx, {
            flagId: made.id,
            teamId: source.regionId,
            urgent,
            except: actor.userId,
            about: {
              who: actor.name,
              whoTeam: target.name,
              region: source.region,
              username: source.username,
              code: source.code,
            },
          })
        : 0;
    return { flagId: made.id, told, region: target.name };
  });
}

async function regionInUse(tx: Transaction, regionId: string): Promise<{ name: string }> {
  const [row] = await tx
    .select({ name: region.name })
    .from(region)
    .where(and(eq(region.id, regionId), isNull(region.archivedAt)))
    // Held, so that it is not archived in between.
    .for('key share');
  if (!row) throw new StorywireError('conflict', 'regionArchived', { field: 'regionId' });
  return row;
}

async function storyOf(tx: Transaction, code: string) {
  const [row] = await tx
    .select({
      id: story.id,
      code: story.code,
      regionId: story.regionId,
      region: region.name,
      username: account.username,
    })
    .from(story)
    .innerJoin(region, eq(region.id, story.regionId))
    .innerJoin(account, eq(account.id, story.accountId))
    .where(eq(story.code, code.toUpperCase()));
  if (!row) throw new StorywireError('not_found', 'storyNotFound');
  return row;
}
