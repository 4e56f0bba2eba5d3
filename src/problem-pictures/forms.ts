import { type AreaChoice, findPlace, matchOrganisation, type OrganisationChoice } from '../collaborations/index.ts';
import { emailShape } from '../identity/index.ts';
import { type FormInput, FormReader } from '../platform/http/form-input.ts';
import type { Language } from '../platform/texts.ts';
import type { PictureFigure } from './figures.ts';
import { interests, type ProblemPictureFacts, type ProblemPictureViewFacts } from './problem-picture.ts';
import type { ProblemPictureRow, ProblemPictureViewRow } from './queries.ts';
import type { Sharing } from './sharing.ts';
import { pictureTexts } from './texts.ts';

const longest = 10_000;
const linesOf = (form: FormInput, field: string): readonly string[] =>
  form
    .text(field)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** The organisations named, one on each line; a name nobody here answers to is told. */
function readOrganisations(
  reader: FormReader,
  form: FormInput,
  field: string,
  choices: readonly OrganisationChoice[],
  language: Language,
): readonly OrganisationChoice[] {
  const t = pictureTexts(language).form;
  const found = new Map<string, OrganisationChoice>();
  for (const name of linesOf(form, field)) {
    const choice = matchOrganisation(choices, name);
    if (choice) found.set(choice.id, choice);
    else reader.wrong(field, t.concernedUnknown(name));
  }
  return [...found.values()];
}

export function readPicture(
  form: FormInput,
  from: { readonly organisations: readonly OrganisationChoice[]; readonly areas: readonly AreaChoice[] },
  language: Language,
): ProblemPictureFacts {
  const t = pictureTexts(language).form;
  const reader = new FormReader(form);
  const title = reader.text('name', t.nameMissing, 120);
  const problem = reader.text('problem', t.problemMissing, longest, t.tooLong);
  const [affected, own_sight, not_alone] = ['affected', 'ownSight', 'notAlone'].map((field) =>
    reader.text(field, undefined, longest, t.tooLong),
  ) as [string, string, string];
  const concerned = readOrganisations(reader, form, 'concerned', from.organisations, language).map(({ id }) => id);
  const territory = form
    .text('territory')
    .split(/[,;\n]/)
    .map((name) => name.trim())
    .filter(Boolean)
    .flatMap((name) => {
      const place = findPlace(from.areas, name);
      if (!place) reader.wrong('territory', t.territoryUnknown(name));
      return place ? [place.code] : [];
    });
  reader.done();
  return { title, problem, affected, own_sight, not_alone, concerned, territory };
}

const mostLetters = 20;
/** Those chosen among the concerned, and those named besides. */
export function readSharing(
  form: FormInput,
  from: {
    readonly offered: readonly { id: string; name: string }[];
    readonly organisations: readonly OrganisationChoice[];
  },
  language: Language,
): Sharing {
  const t = pictureTexts(language).sharing;
  const reader = new FormReader(form);
  const chosen = new Set(form.all('with'));
  const named = readOrganisations(reader, form, 'more', from.organisations, language);
  const receivers = new Map([...from.offered.filter(({ id }) => chosen.has(id)), ...named].map((one) => [one.id, one]));
  if (receivers.size === 0) reader.wrong(from.offered.length > 0 ? 'with' : 'more', t.nobody);
  const emails = [...new Set(linesOf(form, 'emails'))];
  if (emails.length > mostLetters) reader.wrong('emails', t.emailsMany);
  for (const email of emails) if (!emailShape.test(email)) reader.wrong('emails', t.emailWrong(email));
  reader.done();
  return { receivers: [...receivers.values()], emails };
}

export function readView(form: FormInput, language: Language): ProblemPictureViewFacts {
  const t = pictureTexts(language).view;
  const reader = new FormReader(form);
  const interest = reader.oneOf('interest', interests, t.interestMissing) ?? 'follow';
  const text = reader.text('text', t.textMissing, longest);
  reader.done();
  return { interest, text };
}

export function readBecoming(form: FormInput, views: readonly ProblemPictureViewRow[], language: Language) {
  const t = pictureTexts(language).become;
  const reader = new FormReader(form);
  const name = reader.text('name', t.nameMissing, 120);
  const challenge = reader.text('challenge', t.challengeMissing, 1000);
  const whyNoneAlone = reader.text('why', t.whyMissing, 1000);
  const chosen = new Set(form.all('parties'));
  const standing = views.filter((view) => !view.withdrawn_at);
  reader.done();
  return {
    name,
    challenge,
    whyNoneAlone,
    parties: standing.flatMap((view) => (chosen.has(view.by_organisation_id) ? [view.by_organisation_id] : [])),
    others: standing.flatMap(({ by_organisation_id: id, name: organisation, interest }) =>
      chosen.has(id) ? [] : [{ id, name: organisation, interest }],
    ),
  };
}

export function readJoining(form: FormInput, offered: readonly { id: string }[], language: Language): string {
  const reader = new FormReader(form);
  const chosen = reader.oneOf(
    'collaboration',
    offered.map(({ id }) => id),
    pictureTexts(language).join.whichMissing,
  );
  reader.done();
  return chosen ?? '';
}

export function readBecause(form: FormInput, missing: string): string {
  const reader = new FormReader(form);
  const because = reader.text('because', missing, 2000);
  reader.done();
  return because;
}

export function readFigure(
  form: FormInput,
  from: {
    readonly series: readonly { readonly id: number; readonly title: string }[];
    readonly places: readonly AreaChoice[];
  },
  language: Language,
): PictureFigure {
  const t = pictureTexts(language).evidence;
  const reader = new FormReader(form);
  const statement = reader.text('statement', t.statementMissing, 500);
  const series = from.series.find(({ id }) => form.text('series') === String(id));
  if (!series) reader.wrong('series', t.seriesMissing);
  const place = findPlace(from.places, form.text('place'));
  if (!place) reader.wrong('place', t.placeWrong);
  reader.done();
  return {
    statement,
    seriesId: series?.id ?? 0,
    areaCode: place?.code ?? '',
    said: `${series?.title}, ${place?.name}`,
  };
}

/** What the picture says of where it is, as it is typed. */
export const territoryTyped = (picture: ProblemPictureRow | undefined): string =>
  picture?.territory_names.join(', ') ?? '';
