import type { Someone } from '../../../src/collaborations/testing.ts';
import type { Tx } from '../../../src/identity/index.ts';
import { findSeriesByCode } from '../../../src/indicators/index.ts';
import {
  addFigure,
  findProblemPicture,
  giveView,
  joinCollaboration,
  sharePicture,
  writePicture,
} from '../../../src/problem-pictures/index.ts';
import type { Things } from '../world.ts';

type Write = <Result>(by: Someone, work: (tx: Tx) => Promise<Result>) => Promise<Result>;

/** Of one organisation, shared with others who have added their view: what `word` stands in, in every text. */
async function aPictureWithViews(
  write: Write,
  owner: Someone,
  readers: readonly Someone[],
  word: string,
): Promise<Things> {
  const picture = await write(owner, async (tx) =>
    writePicture(tx, {
      title: `Problem, ${word}`,
      problem: word,
      affected: word,
      own_sight: word,
      not_alone: word,
      concerned: readers.map(({ organisation }) => organisation),
      territory: [],
    }),
  );
  const figure = await write(owner, async (tx) => {
    const found = await tx.one(findProblemPicture(picture));
    const series = await tx.one(findSeriesByCode('kolada', ['N03921']));
    const receivers = readers.map(({ organisation }) => ({ id: organisation, name: word }));
    await sharePicture(tx, 'http://localhost', found, { receivers, emails: [] });
    return addFigure(tx, found, { statement: word, seriesId: series.id, areaCode: '0010', said: word });
  });
  for (const reader of readers) {
    await write(reader, async (tx) =>
      giveView(tx, await tx.one(findProblemPicture(picture)), undefined, 0, { interest: 'takePart', text: word }),
    );
  }
  return { picture, figure, receiver: readers[0]?.organisation ?? '' };
}

/**
 * Of each owner a picture shared with the next, and of another organisation two: one shared with every owner, and one that
 * none of them sees. Answers what each organisation has, by its id.
 */
export async function fillPictures(
  write: Write,
  people: {
    readonly owners: readonly Someone[];
    readonly another: Someone;
    readonly apart: Someone;
    readonly joining: readonly (readonly [by: Someone, collaboration: string, word: string])[];
  },
  words: { readonly shared: string; readonly quiet: string },
): Promise<Readonly<Record<string, Things>>> {
  const { owners, another, apart } = people;
  const { picture: sharedPicture = '' } = await aPictureWithViews(write, another, owners, words.shared);
  const quiet = await aPictureWithViews(write, another, [apart], words.quiet);
  const found: Record<string, Things> = { [another.organisation]: { ...quiet, sharedPicture } };
  for (const [at, owner] of owners.entries()) {
    const reader = owners[(at + 1) % owners.length] as Someone;
    found[owner.organisation] = { ...(await aPictureWithViews(write, owner, [reader], words.shared)), sharedPicture };
  }
  // One has joined the collaboration where the roles are held, and one another: a row that belongs to a collaboration too.
  for (const [by, collaboration, word] of people.joining) {
    const { picture: id = '' } = await aPictureWithViews(write, by, [], word);
    await write(by, async (tx) => {
      const picture = await tx.one(findProblemPicture(id));
      await joinCollaboration(tx, picture, picture.version, collaboration);
    });
  }
  return found;
}
