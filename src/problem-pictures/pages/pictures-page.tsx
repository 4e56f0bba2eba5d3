import { identityTexts, type User, type Visit } from '../../identity/index.ts';
import { Section } from '../../ui/section.tsx';
import { type Shape, State } from '../../ui/state.tsx';
import { isOpen, type ProblemPictureState } from '../problem-picture.ts';
import type { ProblemPictureSummary } from '../queries.ts';
import { pictureAt } from '../reading.ts';
import { pictureTexts } from '../texts.ts';

export const shapeOf: Readonly<Record<ProblemPictureState, Shape>> = {
  draft: 'notStarted',
  shared: 'underWay',
  becameCollaboration: 'linkedArms',
  joinedCollaboration: 'linkedArms',
  endedWithout: 'stoodAside',
};

function List(props: { visit: Visit; user: User; pictures: readonly ProblemPictureSummary[] }) {
  const { visit, user } = props;
  const t = pictureTexts(visit.language);
  return (
    <ul class="rows">
      {props.pictures.map((picture) => {
        const isOwn = picture.organisation_id === user.organisation_id;
        const waits = !isOwn && picture.state === 'shared' && !picture.has_our_view;
        return (
          <li key={picture.id}>
            <div>
              <a class="title" href={pictureAt(picture.id)}>
                {picture.title}
              </a>
              <p>
                {[
                  isOwn ? '' : t.of(picture.owner),
                  isOwn && picture.shared_with > 0 ? t.sharedWith(picture.shared_with) : '',
                  picture.views > 0 ? t.views(picture.views) : '',
                  visit.formats.date(picture.changed_at),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
            <div class="beside">
              {picture.is_fictional ? (
                <span class="label">{identityTexts(visit.language).frame.example.fictional}</span>
              ) : null}
              {waits ? (
                <State shape="waits" text={t.waits} />
              ) : (
                <State shape={shapeOf[picture.state]} text={t.states[picture.state]} />
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

export function PicturesPage(props: { visit: Visit; user: User; pictures: readonly ProblemPictureSummary[] }) {
  const { visit, user, pictures } = props;
  const t = pictureTexts(visit.language);
  const open = pictures.filter((one) => isOpen(one.state));
  const own = open.filter((one) => one.organisation_id === user.organisation_id);
  const shared = open.filter((one) => one.organisation_id !== user.organisation_id);
  const ended = pictures.filter((one) => !isOpen(one.state));
  const list = (some: readonly ProblemPictureSummary[]) => <List visit={visit} user={user} pictures={some} />;
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      {own.length === 0 ? (
        <>
          <p class="prose section-lead">{t.empty}</p>
          <p class="prose">{t.real}</p>
        </>
      ) : null}
      <p class="actions">
        <a class="button" href="/problem-pictures/new">
          {t.new}
        </a>
      </p>
      {own.length > 0 ? (
        <Section heading={t.own} main>
          {list(own)}
        </Section>
      ) : null}
      <Section heading={t.shared}>
        {shared.length > 0 ? list(shared) : <p class="small section-lead">{t.nobodyShared}</p>}
      </Section>
      {ended.length > 0 ? <Section heading={t.ended}>{list(ended)}</Section> : null}
    </>
  );
}
