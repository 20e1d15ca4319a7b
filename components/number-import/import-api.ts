import type { CommitImportInput, ImportInput } from '#lib/numbers/import/import-input.ts';
import type { ShownPlan } from '#lib/numbers/import/show-plan.ts';
import type { RouteError } from '#lib/auth/route-error.ts';
import type { ImportCheck } from '#lib/numbers/queries/check-import.ts';

export type ImportDone = { status: 'done'; counts: ShownPlan['counts']; attested: number };
export type CommitAnswer = ImportDone | { status: 'changed'; plan: ShownPlan };

/** What the server said, or why it refused, ready to be read; undefined: it could not be reached. */
type Answer<T> = { ok: true; value: T } | { ok: false; message: string | undefined };

export const checkList = (input: ImportInput) => post<ImportCheck>('/check', input, (got) => got.json());
export const commitList = (input: CommitImportInput) => post<CommitAnswer>('', input, (got) => got.json());
export const rejectedFile = (input: ImportInput) =>
  post<Blob>('/rejected', input, async (got) => await got.blob());

async function post<T>(
  path: string,
  input: unknown,
  read: (got: Response) => Promise<T>,
): Promise<Answer<T>> {
  try {
    const got = await fetch(`/api/numbers/import${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    if (got.status === 401)
      window.location.assign(`/sign-in?to=${encodeURIComponent(window.location.pathname)}`);
    if (!got.ok) return { ok: false, message: ((await got.json()) as RouteError).error.message };
    return { ok: true, value: await read(got) };
  } catch {
    // No network, or an answer that is none of ours: either way nothing is known to have happened.
    return { ok: false, message: undefined };
  }
}
