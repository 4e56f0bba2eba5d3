/** A draft is its organisation's alone; shared until it ends in one of three ways. */
export const pictureStates = ['draft', 'shared', 'becameCollaboration', 'joinedCollaboration', 'endedWithout'] as const;
export type ProblemPictureState = (typeof pictureStates)[number];

export const isOpen = (state: ProblemPictureState): boolean => state === 'draft' || state === 'shared';

/** How an organisation that a picture is shared with belongs to it, by its own account. */
export const interests = ['takePart', 'follow', 'notConcerned'] as const;
export type Interest = (typeof interests)[number];

/** The words of a picture, and whom and where it is about. */
export interface ProblemPictureFacts {
  readonly title: string;
  readonly problem: string;
  readonly affected: string;
  readonly own_sight: string;
  readonly not_alone: string;
  readonly concerned: readonly string[];
  readonly territory: readonly string[];
}

export interface ProblemPictureViewFacts {
  readonly interest: Interest;
  readonly text: string;
}
