import type { Reading, Waiting } from '../../collaborations/index.ts';
import { speaksFor } from '../../identity/index.ts';
import { answerTakeovers, leaveAgreement } from './policy.ts';
import { afterwardsTexts } from './texts.ts';

/** A party that has given notice, or has left without everything being settled, as the workspace tells of it. */
export interface Leaving {
  readonly id: string;
  readonly agreement: string;
  readonly organisation: string;
  readonly name: string;
  readonly leavesOn: string;
  readonly isOver: boolean;
  readonly isSettled: boolean;
  /** What another is asked to take over and has not said yes to: told to the two and to those who prepare. */
  readonly asks: readonly {
    readonly id: string;
    readonly organisation: string;
    readonly text: string;
    readonly isDeclined: boolean;
  }[];
}

const addressOf = (one: Leaving, of: Reading): string =>
  `/collaborations/${of.collaboration.id}/agreements/${one.agreement}/withdrawals/${one.id}`;
/** Whether it is left to say what becomes of what was promised. */
const isToDo = (one: Leaving, of: Reading): boolean => !one.isSettled && of.may(leaveAgreement, one.organisation);
const isAskedOf = (organisation: string, of: Reading): boolean =>
  of.may(answerTakeovers) && speaksFor(of.user, of.collaboration.id, organisation);

/** What is left to do about those who leave, for whoever may do it. */
export const toSettle = (leaving: readonly Leaving[], of: Reading): readonly Waiting[] => {
  const t = afterwardsTexts(of.language).leaving;
  const dayOf = (one: Leaving) => ({
    dueOn: one.leavesOn,
    state: { shape: 'waits' as const, text: t.leaves(of.formats.dayAndMonth(one.leavesOn)) },
  });
  return leaving.flatMap((one) => [
    ...one.asks
      .filter((ask) => !ask.isDeclined && isAskedOf(ask.organisation, of))
      .map((ask) => ({
        ...dayOf(one),
        title: t.asked(one.name),
        why: ask.text,
        action: { href: `${addressOf(one, of)}/undertakings/${ask.id}/answer`, text: t.answer },
      })),
    ...(isToDo(one, of)
      ? [
          {
            ...dayOf(one),
            title: t.settle(one.name),
            why: one.isOver ? t.settleAfterWhy : t.settleWhy,
            action: { href: addressOf(one, of), text: t.look },
          },
        ]
      : []),
    ...one.asks
      .filter((ask) => ask.isDeclined && of.may(leaveAgreement, one.organisation))
      .map((ask) => ({
        ...dayOf(one),
        title: t.declined(one.name),
        why: `${ask.text}. ${t.declinedWhy}`,
        action: { href: `${addressOf(one, of)}/settlement`, text: t.look },
      })),
  ]);
};

/** The others are told that a party leaves, and when. */
export const toKnow = (leaving: readonly Leaving[], of: Reading): readonly Waiting[] => {
  const t = afterwardsTexts(of.language).leaving;
  return leaving
    .filter((one) => !one.isOver && !isToDo(one, of))
    .map((one) => ({
      title: t.known(one.name),
      why: t.knownWhy,
      state: { shape: 'waits', text: t.leaves(of.formats.dayAndMonth(one.leavesOn)) },
      action: { href: addressOf(one, of), text: t.look },
    }));
};
