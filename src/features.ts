import { collaborations } from './collaborations/feature.ts';
import type { WorkspaceFeature } from './collaborations/index.ts';
import { followUp } from './follow-up/feature.ts';
import { goals } from './goals/feature.ts';
import { identity } from './identity/feature.ts';

/** The map of the system, lower ones first: a feature may use those above it in this list and no others. */
export const features: readonly WorkspaceFeature[] = [identity, collaborations, goals, followUp];
