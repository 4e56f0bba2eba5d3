import type { Reading, Waiting } from '../../collaborations/index.ts';
import { dayOf } from '../../identity/index.ts';
import { leaveAgreement } from './policy.ts';
import { afterwardsTexts } from './texts.ts';

/** A party that has given notice and not left yet, as the workspace tells of it. */
export interface Leaving {
  readonly id: string;
  readonly agreement: string;
  readonly organisation: string;
  readonly name: string;
  readonly leavesOn: string;
  readonly isSettled: boolean;
}

const addressOf = (one: Leaving, of: Reading): string =>
  `/collaborations/${of.collaboration.id}/agreements/${one.agreement}/withdrawals/${one.id}`;
const isDue = (one: Leaving, of: Reading): boolean => one.leavesOn <= dayOf(of.now);
/** Whether something is left to do: to say what becomes of what was promised, or to note that the day has come. */
const isToDo = (one: Leaving, of: Reading): boolean =>
  of.may(leaveAgreement, one.organisation) && (!one.isSettled || isDue(one, of));

/** What is left to do about those who leave, for whoever may do it. */
export const toSettle = (leaving: readonly Leaving[], of: Reading): readonly Waiting[] => {
  const t = afterwardsTexts(of.language).leaving;
  return leaving
    .filter((one) => isToDo(one, of))
    .map((one) => ({
      title: one.isSettled ? t.note(one.name) : t.settle(one.name),
      why: one.isSettled ? t.noteWhy : t.settleWhy,
      dueOn: one.leavesOn,
      state: { shape: 'waits', text: t.leaves(of.formats.dayAndMonth(one.leavesOn)) },
      action: { href: addressOf(one, of), text: t.look },
    }));
};

/** The others are told that a party leaves, and when. */
export const toKnow = (leaving: readonly Leaving[], of: Reading): readonly Waiting[] => {
  const t = afterwardsTexts(of.language).leaving;
  return leaving
    .filter((one) => !isToDo(one, of))
    .map((one) => ({
      title: t.known(one.name),
      why: t.knownWhy,
      state: { shape: 'waits', text: t.leaves(of.formats.dayAndMonth(one.leavesOn)) },
      action: { href: addressOf(one, of), text: t.look },
    }));
};
