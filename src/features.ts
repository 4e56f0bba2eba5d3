import { collaborations } from './collaborations/feature.ts';
import type { WorkspaceFeature } from './collaborations/index.ts';
import { confidentiality } from './confidentiality/feature.ts';
import { followUp } from './follow-up/feature.ts';
import { goals } from './goals/feature.ts';
import { identity } from './identity/feature.ts';
import { personalData } from './personal-data/feature.ts';
import { reports } from './reports/feature.ts';
import { search } from './search/feature.ts';
import { succession } from './succession/feature.ts';

/**
 * The folders of the rooms, lower ones first: a room may use those before it through their index, and no others. A test
 * reads the imports. `indicators` has no pages of its own, so it is no feature.
 */
export const rooms = [
  'identity',
  'search',
  'collaborations',
  'confidentiality',
  'indicators',
  'goals',
  'follow-up',
  'reports',
  'succession',
  'personal-data',
] as const;

/** What is mounted, in the order of the rooms. */
export const features: readonly WorkspaceFeature[] = [
  identity,
  search,
  collaborations,
  confidentiality,
  goals,
  followUp,
  reports,
  succession,
  personalData,
];
