import { actionPlans } from './action-plans/feature.ts';
import { actors } from './actors/feature.ts';
import { agreements } from './agreements/feature.ts';
import { annualWheel } from './annual-wheel/feature.ts';
import { attachments } from './attachments/feature.ts';
import type { AttachableFeature } from './attachments/index.ts';
import { benefits } from './benefits/feature.ts';
import { collaborations } from './collaborations/feature.ts';
import { Workspace } from './collaborations/index.ts';
import { confidentiality } from './confidentiality/feature.ts';
import { decisionDrafts } from './decision-drafts/feature.ts';
import { dialogue } from './dialogue/feature.ts';
import { financing } from './financing/feature.ts';
import { followUp } from './follow-up/feature.ts';
import { goals } from './goals/feature.ts';
import { groups } from './groups/feature.ts';
import { identity } from './identity/feature.ts';
import { internalMaterial } from './internal-material/feature.ts';
import { mandates } from './mandates/feature.ts';
import { myWork } from './my-work/feature.ts';
import { operations } from './operations/feature.ts';
import { personalData } from './personal-data/feature.ts';
import { problemPictures } from './problem-pictures/feature.ts';
import { publicPages } from './public/feature.ts';
import { reports } from './reports/feature.ts';
import { search } from './search/feature.ts';
import { secrecy } from './secrecy/feature.ts';
import { situationAnalysis } from './situation-analysis/feature.ts';
import { succession } from './succession/feature.ts';
import { surveys } from './surveys/feature.ts';

/**
 * The folders of the rooms, lower ones first: a room may use those before it through their index, and no others. A test
 * reads the imports. `indicators` has no pages of its own, so it is no feature.
 */
export const rooms = [
  'identity',
  'search',
  'collaborations',
  'confidentiality',
  'secrecy',
  'attachments',
  'mandates',
  'indicators',
  'actors',
  'situation-analysis',
  'problem-pictures',
  'surveys',
  'goals',
  'groups',
  'financing',
  'decision-drafts',
  'agreements',
  'action-plans',
  'benefits',
  'annual-wheel',
  'follow-up',
  'dialogue',
  'internal-material',
  'reports',
  'my-work',
  'succession',
  'personal-data',
  'operations',
  'public',
] as const;

/** What is mounted, in the order of the rooms. */
export const features: readonly AttachableFeature[] = [
  identity,
  search,
  collaborations,
  confidentiality,
  secrecy,
  attachments,
  mandates,
  actors,
  situationAnalysis,
  problemPictures,
  surveys,
  goals,
  groups,
  financing,
  decisionDrafts,
  agreements,
  actionPlans,
  benefits,
  annualWheel,
  followUp,
  dialogue,
  internalMaterial,
  reports,
  myWork,
  succession,
  personalData,
  operations,
  publicPages,
];

/** What every room says in a workspace, put together. */
export const workspace = new Workspace(features.flatMap((feature) => feature.workspace ?? []));
