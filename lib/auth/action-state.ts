/**
 * What a settings form gets back. Texts are ready to show, in the person's
 * language; `values` give the form back what was typed, so that nothing is lost.
 */
export type ActionState =
  | { status: 'idle' }
  /** `id`: of what was made, where the form goes on with it. */
  | { status: 'done'; message: string; id?: string }
  | { status: 'refused'; message: string; field?: string; values: Record<string, string> };

export const idle: ActionState = { status: 'idle' };
