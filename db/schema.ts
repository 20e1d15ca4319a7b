/** Every table, for drizzle. */
export * from './schema/accounts.ts';
export * from './schema/alarms.ts';
export * from './schema/approvers.ts';
export * from './schema/audit.ts';
export * from './schema/insights.ts';
export * from './schema/installation.ts';
export * from './schema/messages.ts';
export * from './schema/numbers.ts';
export * from './schema/people.ts';
export * from './schema/publishing.ts';
export * from './schema/regions.ts';
export * from './schema/reposts.ts';
export * from './schema/responses.ts';
export * from './schema/rights.ts';
export * from './schema/stories.ts';
