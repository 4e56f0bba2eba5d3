import type { Shape } from '../../ui/state.tsx';
import type { Stance, Standing } from '../agreement.ts';

export const standingShapes: Record<Standing, Shape> = {
  draft: 'underWay',
  sent: 'waits',
  locked: 'waits',
  inForce: 'done',
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
