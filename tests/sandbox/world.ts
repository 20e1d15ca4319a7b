import type { AcceptanceLog } from './store/acceptance-log.ts';
import type { Store } from './store/database.ts';
import type { Due } from './due.ts';
import type { Faults } from './faults.ts';
import type { Hints } from './hints.ts';
import type { Settings } from './settings.ts';
import type { Webhooks } from './webhooks/webhooks.ts';

/** What every part of the sandbox works on. */
export type World = {
  settings: Settings;
  store: Store;
  acceptance: AcceptanceLog;
  hints: Hints;
  due: Due;
  faults: Faults;
  webhooks: Webhooks;
  /** The sandbox's own address, known once it listens: http://127.0.0.1:4010 */
  address: string;
};
