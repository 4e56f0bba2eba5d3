import { contribute, homePart, overviewPart } from '../collaborations/index.ts';
import { may } from '../identity/index.ts';
import { Section } from '../ui/section.tsx';
import { State } from '../ui/state.tsx';
import { readProblemPictures } from './policy.ts';
import { listPicturesAtHome, listPicturesOf } from './queries.ts';
import { pictureAt } from './reading.ts';
import { pictureTexts } from './texts.ts';

/** How many are named at home; the rest are counted. */
const mostNamed = 3;

/** On the first page: what waits for our view, and the way to the rest. */
const atHome = homePart({
  question: () => listPicturesAtHome(),
  draw: (rows, { user, language }) => {
    if (!may(user, readProblemPictures)) return null;
    const t = pictureTexts(language).home;
    const waiting = rows.filter((row) => row.is_waiting);
    const own = rows.filter((row) => row.is_own).length;
    return (
      <Section heading={t.text}>
        {waiting.length > 0 ? (
          <ul class="rows">
            {waiting.slice(0, mostNamed).map((row) => (
              <li key={row.id}>
                <div>
                  <a class="title" href={pictureAt(row.id)}>
                    {row.title}
                  </a>
                  <p>{t.waiting(row.owner)}</p>
                </div>
                <div class="beside">
                  <State shape="waits" text={pictureTexts(language).waits} />
                </div>
              </li>
            ))}
          </ul>
        ) : null}
        <p class="section-lead">
          {waiting.length > mostNamed ? `${t.waitingMore(waiting.length - mostNamed)}. ` : ''}
          {own > 0 ? `${t.open(own)} ` : waiting.length === 0 ? `${t.lead} ` : ''}
          <a href="/problem-pictures">{t.all}</a>
        </p>
      </Section>
    );
  },
});

/** What led to the collaboration, for those who see it. */
const onOverview = overviewPart({
  isLast: true,
  questions: (id) => ({ pictures: listPicturesOf(id) }),
  draw: ({ pictures }, { language }) => {
    const t = pictureTexts(language).inWorkspace;
    if (pictures.length === 0) return null;
    return (
      <Section heading={t.heading}>
        {pictures.map((picture) => (
          <p class="section-lead" key={picture.id}>
            {picture.state === 'joinedCollaboration' ? t.joined(picture.owner) : t.became(picture.owner)}{' '}
            <a href={pictureAt(picture.id)}>{picture.title}</a>
          </p>
        ))}
      </Section>
    );
  },
});

export const picturesInWorkspace = contribute({
  home: atHome,
  overview: onOverview,
  verbs: (language) => pictureTexts(language).verbs,
  told: (language) => {
    const t = pictureTexts(language);
    return { fields: t.told, words: { 'problemPictureView.interest': t.interests } };
  },
});
