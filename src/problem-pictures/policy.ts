import { action } from '../identity/index.ts';

/** Nobody is process leader or representative before there is a collaboration: whoever may start one may see what could become one. */
export const readProblemPictures = action(
  'readProblemPictures',
  'Anyone who holds a seat in a verified organisation: what is its own, and what is shared with it.',
  [{ roles: ['seatHolder'], relation: 'nothing' }],
);

export const startProblemPictures = action(
  'startProblemPictures',
  'Anyone who holds a seat in a verified organisation, for that one.',
  [{ roles: ['seatHolder'], relation: 'nothing' }],
);

export const addViews = action(
  'addViews',
  'Anyone who holds a seat in a verified organisation that the problem picture is shared with, for that one.',
  [{ roles: ['seatHolder'], relation: 'nothing' }],
);

export const keepProblemPictures = action(
  'keepProblemPictures',
  'Anyone who holds a seat in the verified organisation whose problem picture it is.',
  [{ roles: ['seatHolder'], relation: 'actedFor' }],
);
