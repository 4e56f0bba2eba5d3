import { identityTexts, type User, type Visit } from '../../identity/index.ts';
import { Figure } from '../../situation-analysis/index.ts';
import { Form, Hidden } from '../../ui/form.tsx';
import { Marked } from '../../ui/markdown.tsx';
import { Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { isOpen } from '../problem-picture.ts';
import type {
  PictureEvidenceRow,
  PictureHistoryRow,
  ProblemPictureRow,
  ProblemPictureShareRow,
  ProblemPictureViewRow,
} from '../queries.ts';
import { isOwn, ownerAt, pictureAt } from '../reading.ts';
import { pictureTexts } from '../texts.ts';
import { shapeOf } from './pictures-page.tsx';

export interface PictureProps {
  readonly visit: Visit;
  readonly user: User;
  readonly picture: ProblemPictureRow;
  readonly shares: readonly ProblemPictureShareRow[];
  readonly views: readonly ProblemPictureViewRow[];
  readonly evidence: readonly PictureEvidenceRow[];
  readonly history: readonly PictureHistoryRow[];
}

function Words(props: { heading: string; text: string; main?: boolean }) {
  if (props.text === '') return null;
  return (
    <Section heading={props.heading} main={props.main ?? false}>
      <div class="picture-text">
        <Marked text={props.text} />
      </div>
    </Section>
  );
}

/** How it ended, and where it is now. */
function Outcome(props: { visit: Visit; picture: ProblemPictureRow }) {
  const { visit, picture } = props;
  const { page: t } = pictureTexts(visit.language);
  const { state, ended_at: at } = picture;
  if (state === 'draft' || state === 'shared' || !at) return null;
  return (
    <div class="picture-outcome">
      <p>
        <State shape={shapeOf[state]} text={t.outcome[state](visit.formats.date(at))} />
      </p>
      {picture.collaboration_id ? (
        <p>
          <a href={`/collaborations/${picture.collaboration_id}`}>
            {t.toCollaboration(picture.collaboration_name ?? '')}
          </a>
        </p>
      ) : null}
      {picture.ended_because ? (
        <p class="prose">
          <strong>{t.because}:</strong> {picture.ended_because}
        </p>
      ) : null}
    </div>
  );
}

function Evidence(props: PictureProps & { mayChange: boolean }) {
  const { visit, picture, evidence } = props;
  const t = pictureTexts(visit.language);
  if (evidence.length === 0 && !props.mayChange) return null;
  return (
    <Section
      heading={t.page.evidence}
      id="figures"
      beside={props.mayChange ? <a href={`${ownerAt(picture)}/figures/new`}>{t.page.addEvidence}</a> : null}
    >
      <ul class="evidence-list">
        {evidence.map((row) => (
          <li key={row.id}>
            <p class="evidence-statement">{row.statement}</p>
            <Figure of={visit} row={row} place={row.place} />
            {props.mayChange ? (
              <Form token={visit.formToken()} action={`${ownerAt(picture)}/figures/${row.id}/withdrawal`} inline>
                <Hidden name="version" value={row.version} />
                <button class="link-button" type="submit" aria-label={t.evidence.removeWhich(row.statement)}>
                  {t.evidence.remove}
                </button>
              </Form>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function View(props: { visit: Visit; view: ProblemPictureViewRow; isOurs: boolean }) {
  const { visit, view } = props;
  const t = pictureTexts(visit.language);
  const date = visit.formats.date(view.withdrawn_at ?? view.written_at);
  if (view.withdrawn_at) {
    return (
      <li class="picture-view">
        <p>
          {props.isOurs
            ? t.page.yourViewWithdrawn(date, view.withdrawn_because)
            : t.page.viewWithdrawn(view.name, date)}
        </p>
      </li>
    );
  }
  return (
    <li class="picture-view">
      <h3>{t.page.viewOf(view.name)}</h3>
      <p class="small">
        {t.interests[view.interest]} · {t.page.viewAt(date, view.version)}
      </p>
      <div class="picture-text">
        <Marked text={view.text} headingLevel={4} />
      </div>
    </li>
  );
}

function Views(props: PictureProps) {
  const { visit, user, picture, views } = props;
  const { page: t } = pictureTexts(visit.language);
  const isOurs = isOwn(user, picture);
  const own = views.find((view) => view.by_organisation_id === user.organisation_id);
  const mayAdd = !isOurs && picture.state === 'shared';
  return (
    <Section heading={t.views} id="views" main>
      {views.length > 0 ? (
        <ul class="picture-views">
          {views.map((view) => (
            <View key={view.id} visit={visit} view={view} isOurs={view.by_organisation_id === user.organisation_id} />
          ))}
        </ul>
      ) : (
        <p class="small section-lead">{picture.state === 'draft' ? t.noViewsDraft : t.noViews}</p>
      )}
      {mayAdd ? (
        <p class="actions">
          <a class={own ? 'button second' : 'button'} href={`${pictureAt(picture.id)}/view`}>
            {own && !own.withdrawn_at ? t.changeView : t.addView}
          </a>
        </p>
      ) : null}
    </Section>
  );
}

function Shares(props: PictureProps & { mayChange: boolean }) {
  const { visit, picture, shares } = props;
  const { page: t } = pictureTexts(visit.language);
  if (shares.length === 0) return null;
  return (
    <Section
      heading={t.whoSees}
      id="shares"
      beside={props.mayChange ? <a href={`${ownerAt(picture)}/sharing`}>{t.shareMore}</a> : null}
    >
      <p class="small section-lead">{t.seenByAll}</p>
      <ul class="rows">
        {shares.map((share) => (
          <li key={share.with_organisation_id}>
            <span>{t.sharedOn(share.name, visit.formats.date(share.created_at))}</span>
            {props.mayChange ? (
              <Form
                token={visit.formToken()}
                action={`${ownerAt(picture)}/shares/${share.with_organisation_id}/withdrawal`}
                inline
              >
                <button class="link-button" type="submit" aria-label={t.stopSharingWith(share.name)}>
                  {t.stopSharing}
                </button>
              </Form>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Endings(props: { visit: Visit; picture: ProblemPictureRow }) {
  const { page: t } = pictureTexts(props.visit.language);
  const ways = [
    ['collaboration', t.become, t.becomeWhy],
    ['joining', t.join, t.joinWhy],
    ['ending', t.end, t.endWhy],
  ] as const;
  return (
    <Section heading={t.howEnds} id="endings">
      <p class="small section-lead">{t.howEndsLead}</p>
      <ul class="rows">
        {ways.map(([path, text, why]) => (
          <li key={path}>
            <div>
              <a class="title" href={`${ownerAt(props.picture)}/${path}`}>
                {text}
              </a>
              <p>{why}</p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function History(props: PictureProps) {
  const { visit, history } = props;
  const t = pictureTexts(visit.language);
  if (history.length === 0) return null;
  return (
    <Section heading={t.page.history}>
      <p class="small section-lead">{t.page.historyLead}</p>
      <ul class="rows">
        {history.map((row) => (
          <li>
            <div>
              <p>
                {row.person ?? t.page.somebody} {t.verbs[row.verb as keyof typeof t.verbs] ?? row.verb}
                {row.after?.with ? `: ${visit.formats.list([...row.after.with])}` : ''}
                {row.after?.said ? `: ${row.after.said}` : ''}
              </p>
            </div>
            <span class="small">{visit.formats.date(row.at)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function PicturePage(props: PictureProps) {
  const { visit, user, picture, shares } = props;
  const t = pictureTexts(visit.language);
  const isOurs = isOwn(user, picture);
  const mayChange = isOurs && isOpen(picture.state);
  const facts: readonly (readonly [string, string])[] = [
    [t.page.concerned, visit.formats.list(picture.concerned_named.map(({ name }) => name))],
    [t.page.territory, visit.formats.list([...picture.territory_names])],
  ];
  const told = facts.filter(([, text]) => text !== '');
  return (
    <>
      <p class="trail">
        <a href="/problem-pictures">{t.toAll}</a>
      </p>
      <h1>{picture.title}</h1>
      <p class="picture-facts">
        {picture.is_fictional ? (
          <span class="label">{identityTexts(visit.language).frame.example.fictional}</span>
        ) : null}
        <span>{t.of(picture.owner)}</span>
        {isOpen(picture.state) ? <State shape={shapeOf[picture.state]} text={t.states[picture.state]} /> : null}
        <span class="small">{t.page.written(visit.formats.date(picture.written_at), picture.version)}</span>
      </p>
      <Outcome visit={visit} picture={picture} />
      {mayChange ? (
        <p class="actions">
          {shares.length === 0 ? (
            <a class="button" href={`${ownerAt(picture)}/sharing`}>
              {t.page.share}
            </a>
          ) : null}
          <a class="button second" href={`${ownerAt(picture)}/edit`}>
            {t.page.edit}
          </a>
        </p>
      ) : null}
      <Words heading={t.page.problem} text={picture.problem} main />
      <Words heading={t.page.affected} text={picture.affected} />
      <Words heading={t.page.ownSight(picture.owner)} text={picture.own_sight} />
      <Words heading={t.page.notAlone(picture.owner)} text={picture.not_alone} />
      <Evidence {...props} mayChange={mayChange} />
      {told.length > 0 ? (
        <dl class="pairs picture-pairs">
          {told.map(([term, text]) => (
            <>
              <dt key={term}>{term}</dt>
              <dd>{text}</dd>
            </>
          ))}
        </dl>
      ) : null}
      <Views {...props} />
      <Shares {...props} mayChange={mayChange} />
      {mayChange ? <Endings visit={visit} picture={picture} /> : null}
      <History {...props} />
      <p class="section-lead">
        <a href={`${pictureAt(picture.id)}/versions`}>{t.page.versions}</a>
      </p>
      <p class="small file-links no-print">
        <a href={`${pictureAt(picture.id)}/pdf`}>{t.document.pdf}</a>
        <a href={`${pictureAt(picture.id)}/word`}>{t.document.word}</a>
      </p>
    </>
  );
}
