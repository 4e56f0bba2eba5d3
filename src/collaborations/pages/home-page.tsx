import { administerOrganisation, identityTexts, may, type User, type Visit } from '../../identity/index.ts';
import { Form } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import type { CollaborationSummary, DraftRow } from '../queries.ts';
import { collaborationTexts } from '../texts.ts';

function List(props: { visit: Visit; collaborations: readonly CollaborationSummary[] }) {
  const t = collaborationTexts(props.visit.language);
  const frame = identityTexts(props.visit.language).frame;
  return (
    <ul class="rows">
      {props.collaborations.map((collaboration) => (
        <li key={collaboration.id}>
          <div>
            <a class="title" href={`/collaborations/${collaboration.id}`}>
              {collaboration.name}
            </a>
            <p>{collaboration.challenge}</p>
          </div>
          <div class="beside">
            {collaboration.example === 'fictional' ? <span class="label">{frame.example.fictional}</span> : null}
            <span>{t.home.parties(collaboration.parties)}</span>
            <span class="tone-quiet">{t.phase.names[collaboration.phase]}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}

export function HomePage(props: {
  visit: Visit;
  user: User;
  collaborations: readonly CollaborationSummary[];
  drafts: readonly DraftRow[];
  mayStart: boolean;
}) {
  const { visit, collaborations, drafts } = props;
  const t = collaborationTexts(visit.language);
  const inOrder = visit.formats.byName(collaborations, (one) => one.name);
  const ours = inOrder.filter((one) => one.example !== 'real');
  const examples = inOrder.filter((one) => one.example === 'real');
  return (
    <>
      <h1>{t.home.title}</h1>
      <p class="lead">{ours.length > 0 ? t.home.lead : t.home.leadNobody}</p>
      <Section heading={t.home.mine} main>
        {ours.length === 0 && props.mayStart ? <p class="small section-lead">{t.home.none}</p> : null}
        <List visit={visit} collaborations={ours} />
      </Section>
      {props.mayStart ? (
        <p class="actions">
          <a class="button" href="/collaborations/new">
            {t.home.start}
          </a>
          <a href="/collaborations/take-over">{t.home.takeOver}</a>
        </p>
      ) : null}
      {ours.length > 0 && props.user.organisation_id ? (
        <p class="section-lead">
          <a href="/introduction">{t.home.introduction}</a>
        </p>
      ) : null}
      {may(props.user, administerOrganisation) ? (
        <p class="section-lead">
          <a href="/organisations">{identityTexts(visit.language).frame.organisations}</a>
        </p>
      ) : null}
      {drafts.length > 0 ? (
        <Section heading={t.home.drafts}>
          <ul class="rows">
            {drafts.map((draft) => (
              <li key={draft.id}>
                <div>
                  <div class="title">{draft.name || t.home.draftUntitled}</div>
                  <p>{t.home.changed(visit.formats.date(draft.changed_at))}</p>
                </div>
                <div class="beside">
                  <a href={`/collaborations/${draft.path === 'start' ? 'new' : 'take-over'}?draft=${draft.id}`}>
                    {t.home.resume}
                  </a>
                  <Form token={visit.formToken()} action={`/drafts/${draft.id}/removal`} inline>
                    <button class="link-button" type="submit">
                      {t.home.throwAway}
                    </button>
                  </Form>
                </div>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {examples.length > 0 ? (
        <Section heading={t.home.examples}>
          <p class="small section-lead">{t.home.examplesLead}</p>
          <List visit={visit} collaborations={examples} />
        </Section>
      ) : null}
    </>
  );
}
