import { ShapeIcon } from '../../ui/state.tsx';
import type { ContributionForm } from '../goal.ts';

/** The drawing alone, for where it stands inside another. */
export const contributionShapes = {
  ownGoal: 'ringWithDot',
  task: 'sheet',
  undertaking: 'linkedArms',
  doesNotContribute: 'bar',
} as const;

/** The four forms are told apart by shape alone: ring with dot, sheet, linked arms, bar; dotted ring for no answer. */
export function ContributionShape(props: { form: ContributionForm | undefined }) {
  return (
    <span class="contribution-shape">
      <ShapeIcon shape={props.form ? contributionShapes[props.form] : 'notAnswered'} />
    </span>
  );
}
