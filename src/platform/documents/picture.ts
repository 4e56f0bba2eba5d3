import type { Access, Route, Visit } from '../http/route.ts';
import { get } from '../http/route.ts';
import { type CsvCell, csvOf } from './csv.ts';
import type { Documents } from './documents.ts';
import { csvType, fileAnswer, pngType, svgType } from './file-answer.ts';

/** A picture to take away: drawn as the pages draw it, and what it shows as a table. */
export interface Picture {
  /** What the files are called, without their ending. */
  readonly name: string;
  /** Says by itself what it is, where it comes from and what must be known about it. */
  readonly svg: string;
  readonly heading: readonly string[];
  readonly rows: readonly (readonly CsvCell[])[];
  /** What must be known about all of it; stands on every row of the table, which may be cut up. */
  readonly about: readonly { readonly heading: string; readonly text: string }[];
}

export const pictureForms = ['svg', 'png', 'csv'] as const;
export type PictureForm = (typeof pictureForms)[number];

async function pictureAnswer(
  documents: Documents,
  form: PictureForm,
  picture: Picture,
  language: Visit<unknown>['language'],
): Promise<Response> {
  const { name, svg, about } = picture;
  switch (form) {
    case 'svg':
      return fileAnswer(await documents.svg(svg, 'paper'), svgType, `${name}.svg`);
    case 'png':
      return fileAnswer(await documents.png(svg, 'paper'), pngType, `${name}.png`);
    case 'csv': {
      const heading = [...picture.heading, ...about.map((one) => one.heading)];
      const rows = picture.rows.map((row) => [...row, ...about.map(({ text }) => text)]);
      return fileAnswer(csvOf(heading, rows, language), csvType, `${name}.csv`);
    }
  }
}

/** The three forms that a picture is taken away in, each at an address under the picture's own. */
export const pictureRoutes = <User>(
  path: string,
  access: Access<User>,
  documents: Documents,
  draw: (visit: Visit<User>) => Promise<Picture>,
): readonly Route<User>[] =>
  pictureForms.map((form) =>
    get(`${path}/${form}`, access, async (visit) => pictureAnswer(documents, form, await draw(visit), visit.language)),
  );
