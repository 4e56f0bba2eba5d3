import type { Visit } from '../../identity/index.ts';
import { WordDifference } from '../../situation-analysis/index.ts';
import { Section } from '../../ui/section.tsx';
import type { ProblemPictureRow, ProblemPictureVersionRow, ProblemPictureViewVersionRow } from '../queries.ts';
import { pictureTexts } from '../texts.ts';
import { Trail } from './edit-picture-page.tsx';

interface Saved {
  readonly version: number;
  readonly written_at: Date;
  /** What it says, by what it is called. */
  readonly words: readonly (readonly [label: string, text: string])[];
}

/** Each version against the one before it, the newest first. The earliest that the reader sees stands as it was. */
function Versions(props: { visit: Visit; heading: string; saved: readonly Saved[] }) {
  const { visit, saved } = props;
  const t = pictureTexts(visit.language).versions;
  return (
    <Section heading={props.heading}>
      {saved.length === 1 ? <p class="small section-lead">{t.none}</p> : null}
      {saved.map((one, at) => {
        const before = saved[at + 1];
        const changed = one.words.filter(([, text], place) => text !== (before?.words[place]?.[1] ?? ''));
        return (
          <details key={String(one.version)} class="picture-version" open={at === 0}>
            <summary>{t.one(one.version, visit.formats.date(one.written_at))}</summary>
            {before ? null : <p class="small">{t.first}</p>}
            {before && changed.length === 0 ? <p class="small">{t.same}</p> : null}
            {changed.map(([label, text]) => (
              <>
                <h3>{label}</h3>
                <WordDifference
                  from={before ? (before.words.find(([other]) => other === label)?.[1] ?? '') : text}
                  to={text}
                  language={visit.language}
                />
              </>
            ))}
          </details>
        );
      })}
    </Section>
  );
}

export function VersionsPage(props: {
  visit: Visit;
  picture: ProblemPictureRow;
  versions: readonly ProblemPictureVersionRow[];
  viewVersions: readonly ProblemPictureViewVersionRow[];
}) {
  const { visit, picture, versions, viewVersions } = props;
  const t = pictureTexts(visit.language);
  const writers = [...new Map(viewVersions.map((one) => [one.by_organisation_id, one.name]))];
  return (
    <>
      <Trail visit={visit} picture={picture} />
      <h1>{t.versions.title}</h1>
      <Versions
        visit={visit}
        heading={t.versions.ofPicture}
        saved={versions.map((one) => ({
          ...one,
          words: [
            [t.form.name, one.title],
            [t.page.problem, one.problem],
            [t.page.affected, one.affected],
            [t.page.ownSight(picture.owner), one.own_sight],
            [t.page.notAlone(picture.owner), one.not_alone],
          ],
        }))}
      />
      {writers.map(([id, name]) => (
        <Versions
          key={id}
          visit={visit}
          heading={t.versions.ofView(name)}
          saved={viewVersions
            .filter((one) => one.by_organisation_id === id)
            .map((one) => ({
              ...one,
              words: [
                [t.view.interest, t.interests[one.interest]],
                [t.view.text, one.text],
              ],
            }))}
        />
      ))}
    </>
  );
}
