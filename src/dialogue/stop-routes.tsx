import type { WorkspaceHouse } from '../collaborations/index.ts';
import { page, type Route, type Visit } from '../identity/index.ts';
import { Refusal } from '../platform/errors.ts';
import { get, post } from '../platform/http/route.ts';
import { StopPage } from './pages/stop-page.tsx';
import { letterOf, stopLetters } from './stopping.ts';
import { dialogueTexts } from './texts.ts';

/** Where the link at the end of a letter about questions leads, and where mail programs post by themselves (RFC 8058). */
export function stopRoutes({ sealing }: WorkspaceHouse): readonly Route[] {
  const linkIsKey = { openBecause: 'The link in the letter is the key, and stops letters to where it was sent.' };
  const show = (visit: Visit, isDone: boolean) =>
    visit.page(
      page(visit, undefined, {
        title: dialogueTexts(visit.language).stop.title,
        narrow: true,
        children: <StopPage visit={visit} isDone={isDone} />,
      }),
    );
  return [
    get('/question-letters/:token', linkIsKey, async (visit) => {
      await visit.readOpenly({});
      if (!letterOf(sealing, visit.params.token ?? '')) throw new Refusal('gone');
      return await show(visit, false);
    }),
    post('/question-letters/:token', linkIsKey, async (visit) => {
      const letter = letterOf(sealing, visit.params.token ?? '');
      if (!letter) throw new Refusal('gone');
      await visit.writeOpenly((tx) => stopLetters(tx, letter));
      return await show(visit, true);
    }),
  ];
}
