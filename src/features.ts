import type { User } from './identity/user.ts';
import type { Feature, Installation } from './platform/feature.ts';

/** The map of the system, lower ones first: a feature may use those above it in this list and no others. */
export const features: readonly Feature<User, Installation>[] = [];
