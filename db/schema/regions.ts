import { pgTable, primaryKey, text, uuid, integer } from 'drizzle-orm/pg-core';
import { routeDeliveries } from '#lib/words.ts';
import { createdAt, id, moment, oneOf } from './columns.ts';

/** A bundle of regions, such as EMEA. */
export const regionGroup = pgTable('region_group', {
  id: id(),
  name: text().notNull().unique(),
  position: integer().notNull().default(0),
  createdAt: createdAt(),
});

/** A regional team. HQ or Legal is a region without accounts. */
export const region = pgTable('region', {
  id: id(),
  name: text().notNull().unique(),
  /** NULL: stands outside every group. */
  groupId: uuid().references(() => regionGroup.id),
  /** ISO 3166-1 alpha-2. Empty for a team that serves no country in particular. */
  countries: text().array().notNull().default([]),
  /** IANA name. */
  timeZone: text().notNull(),
  /** BCP 47. */
  language: text().notNull(),
  /** Two letters, shown wherever the region is. */
  markText: text().notNull(),
  /** `#rrggbb`. */
  markColor: text().notNull(),
  createdAt: createdAt(),
  updatedAt: moment().notNull().defaultNow(),
});

/** Whether stories of one region are told to another, and how. No row means `instant`. */
export const route = pgTable(
  'route',
  {
    sourceRegionId: uuid()
      .notNull()
      .references(() => region.id),
    targetRegionId: uuid()
      .notNull()
      .references(() => region.id),
    delivery: text({ enum: routeDeliveries }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.sourceRegionId, t.targetRegionId] }),
    oneOf('route_delivery', t.delivery, routeDeliveries),
  ],
);
