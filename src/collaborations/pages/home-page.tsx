import { administerOrganisation, identityTexts, may, type User, type Visit } from '../../identity/index.ts';
import type { Markup } from '../../platform/markup/jsx-runtime.ts';
import { Form } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { handlingIn } from '../handling.ts';
import type { CollaborationSummary, DraftRow } from '../queries.ts';
import { collaborationTexts } from '../texts.ts';

function List(props: {
  visit: Visit;
  user: User;
  collaborations: readonly CollaborationSummary[];
  waiting?: ReadonlyMap<string, number>;
}) {
  const t = collaborationTexts(props.visit.language);
  const frame = identityTexts(props.visit.language).frame;
  return (
    <ul class="rows">
      {props.collaborations.map((collaboration) => {
        // Of a protected one nothing but its name stands outside it, where reading is not logged.
        const isProtected = handlingIn(props.user, collaboration.id)?.isLogged ?? false;
        const waiting = props.waiting?.get(collaboration.id) ?? 0;
        return (
          <li key={collaboration.id}>
            <div>
              <a class="title" href={`/collaborations/${collaboration.id}`}>
                {collaboration.name}
              </a>
              {isProtected ? null : <p>{collaboration.challenge}</p>}
            </div>
            <div class="beside">
              {waiting > 0 ? (
                <a
                  href={`/my-work?collaboration=${collaboration.id}`}
                  aria-label={t.home.waitsIn(waiting, collaboration.name)}
                >
                  <State shape="waits" text={t.home.waits(waiting)} />
                </a>
              ) : null}
              {isProtected ? <State shape="locked" text={t.column.protected} /> : null}
              {collaboration.example === 'fictional' ? <span class="label">{frame.example.fictional}</span> : null}
              <span>{t.home.parties(collaboration.parties)}</span>
              <span class="tone-quiet">{t.phase.names[collaboration.phase]}</span>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

export function HomePage(props: {
  visit: Visit;
  user: User;
  collaborations: readonly CollaborationSummary[];
  /** How much waits for the reader in each. */
  waiting: ReadonlyMap<string, number>;
  drafts: readonly DraftRow[];
  mayStart: boolean;
  /** What other rooms say on the first page. */
  parts: readonly Markup[];
  /** How many more would be seen with a surer sign-in. */
  behindSignIn: number;
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
        <List visit={visit} user={props.user} collaborations={ours} waiting={props.waiting} />
        {props.behindSignIn > 0 ? (
          <p class="section-lead">
            <State shape="locked" text={t.home.behindSignIn(props.behindSignIn)} /> {t.home.behindSignInHow}
          </p>
        ) : null}
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
          {props.user.organisation_id && props.user.administers.includes(props.user.organisation_id) ? (
            <>
              {' · '}
              <a href={`/organisations/${props.user.organisation_id}/read-log`}>{t.home.readLog}</a>
            </>
          ) : null}
        </p>
      ) : null}
      {props.parts}
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
          <List visit={visit} user={props.user} collaborations={examples} />
        </Section>
      ) : null}
    </>
  );
}
