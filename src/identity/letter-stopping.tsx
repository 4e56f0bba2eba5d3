import { Refusal } from '../platform/errors.ts';
import { get, post } from '../platform/http/route.ts';
import type { Language } from '../platform/texts.ts';
import { Actions, Form, Hidden } from '../ui/form.tsx';
import { page } from './pages/identity-page.tsx';
import type { Route, Visit } from './user.ts';

/** What is said where the link leads, and when it is done. */
interface StoppingWords {
  readonly title: string;
  readonly lead: string;
  readonly submit: string;
  readonly done: string;
  readonly doneText: string;
}

/** Nothing has happened yet where the link is followed: what reads letters by itself follows links too. */
function StoppingPage(props: { visit: Visit; words: StoppingWords; isDone: boolean }) {
  const { visit, words, isDone } = props;
  return (
    <>
      <h1>{isDone ? words.done : words.title}</h1>
      <p class="lead">{isDone ? words.doneText : words.lead}</p>
      {isDone ? null : (
        <Form token={visit.formToken()}>
          <Hidden name="List-Unsubscribe" value="One-Click" />
          <Actions submit={words.submit} />
        </Form>
      )}
    </>
  );
}

/**
 * Where the link at the end of a letter leads, at a path with `:token`, and where mail programs post by themselves, without
 * a session and without a form of ours (RFC 8058). `find` tells whom or what the token is for; one that is for nothing is
 * refused as gone.
 */
export function letterStoppingRoutes<Receiver>(
  path: string,
  openBecause: string,
  how: {
    readonly words: (language: Language) => StoppingWords;
    readonly find: (token: string) => Receiver | undefined;
    readonly stop: (tx: Parameters<Parameters<Visit['writeOpenly']>[0]>[0], receiver: Receiver) => Promise<unknown>;
  },
): readonly Route[] {
  const receiverOf = (visit: Visit): Receiver => {
    const receiver = how.find(visit.params.token ?? '');
    if (receiver === undefined) throw new Refusal('gone');
    return receiver;
  };
  const show = (visit: Visit, isDone: boolean) => {
    const words = how.words(visit.language);
    const children = <StoppingPage visit={visit} words={words} isDone={isDone} />;
    return visit.page(page(visit, undefined, { title: words.title, narrow: true, children }));
  };
  return [
    get(path, { openBecause }, async (visit) => {
      await visit.readOpenly({});
      receiverOf(visit);
      return await show(visit, false);
    }),
    post(path, { openBecause }, async (visit) => {
      const receiver = receiverOf(visit);
      await visit.writeOpenly((tx) => how.stop(tx, receiver));
      return await show(visit, true);
    }),
  ];
}
