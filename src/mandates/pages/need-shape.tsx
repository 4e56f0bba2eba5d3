import { State, type StateOf } from '../../ui/state.tsx';
import type { MapCell, MatterStanding } from '../mandate-map.ts';
import type { mandateTexts } from '../texts.ts';

type Texts = ReturnType<typeof mandateTexts>;

/** The six cells are told apart by shape alone. */
export const needShapes = {
  withinMandate: 'done',
  ownDecision: 'waits',
  sharedInterpretation: 'linkedArms',
  governmentAssignment: 'sheet',
  statuteChange: 'sectionSign',
  notAnswered: 'notAnswered',
} as const satisfies Record<MapCell, string>;

export const NeedState = (props: { cell: MapCell; texts: Texts }) => (
  <State shape={needShapes[props.cell]} text={props.texts.needs[props.cell]} />
);

/** Where a matter stands, in a word and a shape. */
export const standingState = ({ state, silent }: MatterStanding, t: Texts): StateOf =>
  state === 'canBeDone'
    ? { shape: 'done', text: t.standing.canBeDone }
    : state === 'needsMore'
      ? { shape: 'waits', text: t.standing.needsMore }
      : { shape: 'notAnswered', text: t.standing.notAnswered(silent) };
