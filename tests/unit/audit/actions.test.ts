import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { auditActions, auditFamilies, familyNouns, refusedActions } from '#lib/audit/actions.ts';
import messages from '#lib/i18n/messages/en.json';
import { jobs } from '#lib/jobs/catalogue.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const leaves = (node: object, at = ''): string[] =>
  Object.entries(node).flatMap(([name, value]) =>
    typeof value === 'string' ? [`${at}${name}`] : leaves(value as object, `${at}${name}.`),
  );

/** Actions as they stand in files that record some, whether in the entry itself or handed on to it. */
const recorded = globSync(['app/**/*.{ts,tsx}', 'lib/**/*.ts'], { cwd: root })
  .map((path) => readFileSync(`${root}/${path}`, 'utf8'))
  .filter((text) => text.includes('recordAudit('))
  .flatMap((text) =>
    [...text.matchAll(/(?<!from )'([a-zA-Z_]+\.[a-zA-Z_]+)'/g)].map(([, word]) => word ?? ''),
  )
  .filter((word) => !(refusedActions as readonly string[]).includes(word) && !word.endsWith('.ts'))
  // Queued in the same transaction.
  .filter((word) => !Object.hasOwn(jobs, word));

/** Capabilities as the permissions name them. */
const capabilities = [
  ...readFileSync(`${root}/lib/people/permissions.ts`, 'utf8').matchAll(/'([a-z]+\.[a-z]+)'/g),
].map(([, word]) => word ?? '');

describe('the actions of the audit log', () => {
  it('hold every action that the code records', () => {
    expect(new Set(recorded).size).toBeGreaterThan(20);
    expect(
      [...new Set(recorded)].filter((word) => !(auditActions as readonly string[]).includes(word)),
    ).toEqual([]);
  });

  it('have a sentence each, and no sentence is left over', () => {
    expect(leaves(messages.audit.actions).toSorted()).toEqual([...auditActions].toSorted());
    expect(leaves(messages.audit.refused).toSorted()).toEqual([...refusedActions].toSorted());
  });

  it('name every capability of which a refusal is recorded', () => {
    expect(capabilities.length).toBeGreaterThan(8);
    expect(
      [...new Set(capabilities)].filter((word) => !(refusedActions as readonly string[]).includes(word)),
    ).toEqual([]);
  });

  it('each belong to exactly one family, and so does each refusal', () => {
    for (const action of [...auditActions, ...refusedActions]) {
      const noun = action.split('.')[0] ?? '';
      expect([action, auditFamilies.filter((family) => familyNouns[family].includes(noun)).length]).toEqual([
        action,
        1,
      ]);
    }
  });
});
