import { identityTexts } from '../identity/index.ts';
import type { Paragraph, Wording } from '../platform/mail.ts';
import type { Formats, Language } from '../platform/texts.ts';
import { stateOfLine, titleOfLine } from './line-words.ts';
import type { Rhythm } from './queries.ts';
import { workTexts } from './texts.ts';
import { grouped, groups, type NewsLine, type WorkLine } from './work.ts';

/** More than that is read in the list. */
export const mostInLetter = 20;

/** Of what has been told; the rest stands in the collaborations. */
export const mostNews = 5;

/** From a letter to a matter: straight there, or for those who act for several by way of changing to the right one. */
export const linkTo = (
  origin: string,
  line: { readonly href: string | undefined; readonly organisation: { readonly id: string } },
  isOneOfSeveral: boolean,
): string => {
  const href = line.href ?? '/my-work';
  return isOneOfSeveral
    ? `${origin}/my-work/matter?organisation=${line.organisation.id}&to=${encodeURIComponent(href)}`
    : `${origin}${href}`;
};

/** The letter about all that waits for one person. What may not stand in a letter is counted in it. */
export function digestLetter(letter: {
  readonly name: string;
  readonly language: Language;
  readonly formats: Formats;
  readonly now: Date;
  readonly origin: string;
  readonly rhythm: Exclude<Rhythm, 'never'>;
  readonly lines: readonly WorkLine[];
  /** What others have told since the last letter. */
  readonly news: readonly NewsLine[];
  /** The receiver acts for more than one organisation. */
  readonly isForSeveral: boolean;
  readonly unsubscribe: string;
}): Wording {
  const { language, formats, now, origin, lines, news } = letter;
  const t = workTexts(language);
  const told = lines.filter((line) => !line.isNeutral);
  const kept = lines.filter((line) => line.isNeutral).reduce((sum, line) => sum + line.count, 0);
  const shown = grouped(told.slice(0, mostInLetter), now);
  const late = grouped(lines, now).get('late')?.length ?? 0;
  const count = lines.reduce((sum, line) => sum + line.count, 0);
  const entry = (line: WorkLine): Paragraph => ({
    text: titleOfLine(line, language),
    note: [
      stateOfLine(line, language, formats, now)?.text ?? '',
      line.collaboration?.name ?? '',
      line.collaboration?.isFictional ? identityTexts(language).frame.example.fictional : '',
      letter.isForSeveral ? line.organisation.name : '',
      line.with === 'standIn' ? t.standIn(formats.list(line.others)) : '',
    ]
      .filter(Boolean)
      .join(' · '),
    href: linkTo(origin, line, letter.isForSeveral),
  });
  return {
    subject:
      late > 0
        ? t.letter.subjectLate(count, late)
        : count > 0
          ? t.letter.subject(count)
          : t.letter.subjectNews(news.length),
    paragraphs: [
      t.letter.greeting(letter.name),
      ...groups.flatMap((group): Paragraph[] => {
        const those = shown.get(group) ?? [];
        return those.length === 0 ? [] : [{ heading: t.groups[group] }, ...those.map(entry)];
      }),
      ...(told.length > mostInLetter ? [t.letter.more(told.length - mostInLetter)] : []),
      ...(kept > 0 ? [t.letter.neutral(kept)] : []),
      ...(news.length > 0 ? [{ heading: t.letter.news }] : []),
      ...news.slice(0, mostNews).map(
        (one): Paragraph => ({
          text: one.text,
          note: [
            one.note,
            one.collaboration.name,
            one.collaboration.isFictional ? identityTexts(language).frame.example.fictional : '',
          ]
            .filter(Boolean)
            .join(' · '),
          href: linkTo(origin, one, letter.isForSeveral),
        }),
      ),
      ...(news.length > mostNews ? [t.letter.moreNews(news.length - mostNews)] : []),
      { text: t.letter.all, note: '', href: `${origin}/my-work` },
      t.letter.why[letter.rhythm],
      { text: t.letter.change, note: '', href: `${origin}/account/digest` },
      { text: t.letter.stop, note: '', href: letter.unsubscribe },
    ],
  };
}
