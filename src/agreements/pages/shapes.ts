import type { Shape } from '../../ui/state.tsx';
import type { Stance } from '../agreement.ts';
import type { BindingState } from '../binding.ts';

export const versionShapes: Record<BindingState, Shape> = {
  draft: 'underWay',
  sent: 'waits',
  awaits: 'waits',
  comes: 'linkedArms',
  inForce: 'done',
  expired: 'bar',
  replaced: 'bar',
  ended: 'bar',
};

/** A party that declines has answered too; it is no error. */
export const stanceShapes: Record<Stance, Shape> = {
  reading: 'notAnswered',
  objections: 'opposed',
  ready: 'done',
  declines: 'stoodAside',
};
