import { type Confidentiality, standingIn, type User } from '../identity/index.ts';

/** What follows from how confidential a collaboration is: one table, asked wherever something is shown or sent. */
export interface Handling {
  readonly isSeenBy: 'everySeat' | 'named';
  readonly mayBePublished: boolean;
  /** A party may answer by a link, without an account. */
  readonly hasLinks: boolean;
  readonly letters: 'inFull' | 'withoutContent';
  readonly isLogged: boolean;
  readonly hasEventGroups: boolean;
}

export const handling: Readonly<Record<Confidentiality, Handling>> = {
  open: {
    isSeenBy: 'everySeat',
    mayBePublished: true,
    hasLinks: true,
    letters: 'inFull',
    isLogged: false,
    hasEventGroups: false,
  },
  parties: {
    isSeenBy: 'everySeat',
    mayBePublished: false,
    hasLinks: true,
    letters: 'inFull',
    isLogged: false,
    hasEventGroups: false,
  },
  protected: {
    isSeenBy: 'named',
    mayBePublished: false,
    hasLinks: false,
    letters: 'withoutContent',
    isLogged: true,
    hasEventGroups: true,
  },
};

/** How what the user reads of the collaboration is to be handled; undefined where the user reads nothing of it. */
export function handlingIn(user: User, collaborationId: string | undefined): Handling | undefined {
  const standing = standingIn(user, collaborationId);
  return standing && handling[standing.confidentiality];
}
