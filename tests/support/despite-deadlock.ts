/** PostgreSQL's code for a transaction that it ended so that another could go on. */
const deadlockDetected = '40P01';

/**
 * Does again what PostgreSQL broke off for a deadlock. Tests move many rows'
 * times in one statement, in whatever order they lie, while workers hold some of
 * the same rows in their own order; that is the tests' doing, and proves nothing.
 */
export async function despiteDeadlock<T>(work: () => PromiseLike<T>): Promise<T> {
  for (let left = 10; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (left === 0 || (error as { code?: unknown }).code !== deadlockDetected) throw error;
    }
  }
}
