import { readFileSync } from 'node:fs';
import type { User } from '../src/identity/index.ts';
import { findSeriesByCode } from '../src/indicators/index.ts';
import type { Database } from '../src/platform/database/database.ts';
import {
  addFigure,
  becomeCollaboration,
  endWithout,
  findProblemPicture,
  giveView,
  type Interest,
  joinCollaboration,
  sharePicture,
  writePicture,
} from '../src/problem-pictures/index.ts';
import { type Cast, type Keyed, morningOf, need } from './load-rounds.ts';

interface ExampleProblemPictures {
  readonly pictures: readonly {
    readonly owner: string;
    readonly writtenBy: string;
    readonly writtenOn: string;
    readonly title: string;
    readonly problem: string;
    readonly affected: string;
    readonly ownSight: string;
    readonly notAlone: string;
    readonly concerned: readonly string[];
    readonly figure: { readonly statement: string; readonly series: string; readonly place: string } | null;
    readonly sharedOn: string;
    readonly views: readonly {
      readonly by: string;
      readonly on: string;
      readonly interest: Interest;
      readonly text: string;
    }[];
    readonly ends:
      | { readonly how: 'joins'; readonly on: string }
      | {
          readonly how: 'becomes';
          readonly on: string;
          readonly name: string;
          readonly challenge: string;
          readonly whyNoneAlone: string;
          /** Of those who have given their view: who is considered as a party. The others are actors. */
          readonly parties: readonly string[];
        }
      | { readonly how: 'without'; readonly on: string; readonly because: string }
      | null;
  }[];
}

export const problemPicturesText = readFileSync(
  new URL('fler-unga-i-arbete/problem-pictures.json', import.meta.url),
  'utf8',
);
const example = JSON.parse(problemPicturesText) as ExampleProblemPictures;

/** Each written by its organisation and answered by the others, in their own names: one goes on, and the others have ended, each in its way. */
export async function loadProblemPictures(
  database: Database<User>,
  cast: Cast,
  organisations: Keyed,
  names: ReadonlyMap<string, string>,
): Promise<void> {
  for (const picture of example.pictures) {
    const owner = cast.as(picture.writtenBy);
    const id = await database.write(owner, morningOf(picture.writtenOn), async (tx) =>
      writePicture(tx, {
        title: picture.title,
        problem: picture.problem,
        affected: picture.affected,
        own_sight: picture.ownSight,
        not_alone: picture.notAlone,
        concerned: picture.concerned.map((key) => need(organisations, key)),
        territory: [],
      }),
    );
    await database.write(owner, morningOf(picture.sharedOn), async (tx) => {
      const found = await tx.one(findProblemPicture(id));
      if (picture.figure) {
        const { statement, series, place } = picture.figure;
        const { id: seriesId, title } = await tx.one(findSeriesByCode('kolada', [series]));
        addFigure(tx, found, { statement, seriesId, areaCode: place, said: `${title}, ${found.owner}` });
      }
      const receivers = picture.concerned.map((key) => ({ id: need(organisations, key), name: need(names, key) }));
      await sharePicture(tx, '', found, { receivers, emails: [] });
    });
    for (const { by, on, interest, text } of picture.views) {
      await database.write(cast.as(by), morningOf(on), async (tx) =>
        giveView(tx, await tx.one(findProblemPicture(id)), undefined, 0, { interest, text }),
      );
    }
    const { ends } = picture;
    if (!ends) continue;
    await database.write(owner, morningOf(ends.on), async (tx) => {
      const found = await tx.one(findProblemPicture(id));
      if (ends.how === 'joins') await joinCollaboration(tx, found, found.version, cast.collaborationId);
      else if (ends.how === 'becomes') {
        const keyOf = new Map([...organisations].map(([key, organisation]) => [organisation, key]));
        const others = picture.views.flatMap(({ by, interest }) => {
          const { organisation } = cast.as(by);
          const key = keyOf.get(organisation) ?? '';
          return ends.parties.includes(key) ? [] : [{ id: organisation, name: need(names, key), interest }];
        });
        const parties = ends.parties.map((key) => need(organisations, key));
        await becomeCollaboration(tx, found, found.version, { ...ends, parties, others, figures: [] });
      } else await endWithout(tx, found, found.version, ends.because);
    });
  }
}
