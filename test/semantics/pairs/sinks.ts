import { checked } from './checked-sinks.ts';
import { models, pages, shapes } from './markup-sinks.ts';
import { queries, stores } from './query-sinks.ts';
import type { Sink } from './sink.ts';
import { network, system } from './system-sinks.ts';

export const sinks: readonly Sink[] = [
  ...queries,
  ...stores,
  ...system,
  ...network,
  ...pages,
  ...shapes,
  ...models,
  ...checked,
];
