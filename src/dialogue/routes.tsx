import type { WorkspaceHouse } from '../collaborations/index.ts';
import { letterStoppingRoutes, type Route } from '../identity/index.ts';
import { expectationRoutes } from './expectation-routes.tsx';
import { linkRoutes } from './link-routes.tsx';
import { progressRoutes } from './progress-routes.tsx';
import { questionRoutes } from './question-routes.tsx';
import { reviewRoutes } from './review-routes.tsx';
import { letterOf, stopLetters } from './stopping.ts';
import { dialogueTexts } from './texts.ts';

export const dialogueRoutes = (house: WorkspaceHouse): readonly Route[] => [
  ...questionRoutes(house),
  ...linkRoutes(),
  ...letterStoppingRoutes(
    '/question-letters/:token',
    'The link in the letter is the key, and stops letters to where it was sent.',
    {
      words: (language) => dialogueTexts(language).stop,
      find: (token) => letterOf(house.sealing, token),
      stop: stopLetters,
    },
  ),
  ...expectationRoutes(house),
  ...progressRoutes(house),
  ...reviewRoutes(house),
];
