import type { Formats } from '../../platform/texts.ts';
import { Actions, Choices, ErrorSummary, Form, type FormState, Hidden, Select, TextField } from '../../ui/form.tsx';
import { Notice, Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { type BranchRow, innerKinds, listed, type OrganisationRow, organisationKinds } from '../organisation.ts';
import { providerTexts } from '../providers/texts.ts';
import { staying } from '../renewal.ts';
import { dayOf, type InvitationRow, type SeatRow, seatLevels, type TermRow } from '../seat.ts';
import { identityTexts } from '../texts.ts';
import type { Visit } from '../user.ts';

export function ActingForPage(props: {
  visit: Visit;
  organisations: readonly { organisation_id: string; name: string }[];
  current: string | null;
}) {
  const t = identityTexts(props.visit.language);
  return (
    <>
      <h1>{t.organisation.title}</h1>
      <p class="lead">{props.organisations.length > 0 ? t.organisation.lead : t.organisation.none}</p>
      <ul class="rows section">
        {props.organisations.map((organisation) => (
          <li key={organisation.organisation_id}>
            <span class="title">{organisation.name}</span>
            {organisation.organisation_id === props.current ? (
              <State shape="done" text={t.organisation.now} />
            ) : (
              <Form token={props.visit.formToken()} inline>
                <Hidden name="organisation" value={organisation.organisation_id} />
                <button class="button second slim" type="submit">
                  {t.organisation.choose(organisation.name)}
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

export function OrganisationsPage(props: {
  visit: Visit;
  organisations: readonly OrganisationRow[];
  search: string;
  mayAdd: boolean;
}) {
  const t = identityTexts(props.visit.language);
  const { organisations } = props;
  return (
    <>
      <h1>{t.organisation.listTitle}</h1>
      <p class="lead">{t.organisation.listLead}</p>
      <search>
        <form class="form" method="get">
          <div class="field">
            <label for="q">{t.organisation.search}</label>
            <input id="q" name="q" type="search" value={props.search} autocomplete="off" />
          </div>
          <div class="actions">
            <button class="button second" type="submit">
              {t.organisation.searchButton}
            </button>
            {props.mayAdd ? <a href="/organisations/new">{t.organisation.add}</a> : null}
          </div>
        </form>
      </search>
      <Section
        heading={
          organisations.length === 0
            ? t.organisation.nothingFound
            : organisations.length < listed
              ? t.organisation.found(organisations.length)
              : t.organisation.foundFirst(listed)
        }
      >
        <ul class="rows">
          {organisations.map((organisation) => (
            <li key={organisation.id}>
              <div>
                <a class="title" href={`/organisations/${organisation.id}`}>
                  {organisation.name}
                </a>
                <p>
                  {organisation.kind ? t.organisation.kind[organisation.kind] : t.organisation.kindUnknown}
                  {organisation.parent_name ? `, ${organisation.parent_name}` : ''}
                  {organisation.organisation_number ? `, ${organisation.organisation_number}` : ''}
                </p>
              </div>
              {organisation.is_fictional ? (
                <span class="label">{t.frame.example.fictional}</span>
              ) : organisation.verified_at ? (
                <State shape="done" text={t.organisation.verified} />
              ) : (
                <State shape="notStarted" text={t.organisation.notVerified} />
              )}
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

export function NewOrganisationPage(props: { visit: Visit; parent: OrganisationRow | undefined; state: FormState }) {
  const { visit, parent, state } = props;
  const t = identityTexts(visit.language);
  const kinds = organisationKinds.filter((kind) => innerKinds.includes(kind) === (parent !== undefined));
  return (
    <>
      <h1>{parent ? t.organisation.addBelowTitle(parent.name) : t.organisation.addTitle}</h1>
      <ErrorSummary state={state} heading={t.frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <TextField name="name" label={t.organisation.name} state={state} />
        <Choices
          name="kind"
          label={t.organisation.kindLabel}
          options={kinds.map((kind) => ({ value: kind, text: t.organisation.kind[kind] }))}
          state={state}
        />
        {parent ? (
          <TextField name="founded" short inputmode="numeric" label={t.organisation.founded} state={state} />
        ) : (
          <>
            <TextField
              name="number"
              short
              label={t.organisation.number}
              hint={t.organisation.numberHint}
              state={state}
            />
            <TextField
              name="area"
              short
              inputmode="numeric"
              label={t.organisation.area}
              hint={t.organisation.areaHint}
              state={state}
            />
          </>
        )}
        <Actions
          submit={t.organisation.save}
          cancel={{ href: parent ? `/organisations/${parent.id}` : '/organisations', text: t.frame.cancel }}
        />
      </Form>
    </>
  );
}

export function OrganisationPage(props: {
  visit: Visit;
  organisation: OrganisationRow;
  branches: readonly BranchRow[];
  seats: readonly SeatRow[];
  terms: readonly TermRow[];
  invitations: readonly InvitationRow[];
  mayVerify: boolean;
  /** The reader acts for it, and may read what is written within it. */
  isActedFor: boolean;
  /** For those who administer the organisation and act for it. */
  hasHistory: boolean;
  seatState: FormState;
}) {
  const { visit, organisation, seatState } = props;
  const t = identityTexts(visit.language);
  const here = `/organisations/${organisation.id}`;
  return (
    <>
      {organisation.parent_id ? (
        <p class="trail">
          <a href={`/organisations/${organisation.parent_id}`}>{organisation.parent_name}</a>
        </p>
      ) : null}
      <h1>{organisation.name}</h1>
      {organisation.is_fictional ? <p class="label">{t.frame.example.fictional}</p> : null}
      <dl class="pairs small section-lead">
        <dt>{t.organisation.kindLabel}</dt>
        <dd>{organisation.kind ? t.organisation.kind[organisation.kind] : t.organisation.kindUnknown}</dd>
        <dt>{t.organisation.number}</dt>
        <dd>{organisation.organisation_number ?? t.none}</dd>
        <dt>{t.organisation.place}</dt>
        <dd>{organisation.area_code ?? t.none}</dd>
        {organisation.founded_year ? (
          <>
            <dt>{t.organisation.foundedIn}</dt>
            <dd>{organisation.founded_year}</dd>
          </>
        ) : null}
      </dl>
      {organisation.verified_at ? (
        <p class="section-lead">
          <State shape="done" text={`${t.organisation.verified} ${visit.formats.date(organisation.verified_at)}`} />
        </p>
      ) : props.mayVerify ? (
        <Form token={visit.formToken()} action={`${here}/verification`}>
          <p class="small">{t.organisation.verifyHint}</p>
          <Actions submit={t.organisation.verify} />
        </Form>
      ) : (
        <Notice waits>{t.organisation.mustBeVerified}</Notice>
      )}
      <p class="actions">
        <a href={`${here}/sign-in`}>{t.demand.open}</a>
        <a href={`${here}/provider`}>{providerTexts(visit.language).page.title}</a>
        <a href={`${here}/personal-data`}>{t.organisation.personalData}</a>
        {props.hasHistory ? <a href={`${here}/history`}>{t.organisation.history}</a> : null}
      </p>
      <ErrorSummary state={seatState} heading={t.frame.errors(seatState.errors.length)} />
      <Section heading={t.seat.heading} main>
        {props.seats.length === 0 ? <p class="small section-lead">{t.seat.empty}</p> : null}
        <ul class="rows">
          {props.seats.map((seat) => (
            <SeatItem key={seat.id} {...props} seat={seat} here={here} />
          ))}
        </ul>
        {props.seats.some((seat) => !seat.ended_on) ? (
          <p class="section-lead">
            <a href={`${here}/renewal`}>{t.renewal.link}</a>
          </p>
        ) : null}
        <details class="section-lead" open={'title' in seatState.typed}>
          <summary>{t.seat.add}</summary>
          <Form token={visit.formToken()} action={`${here}/seats`}>
            <TextField name="title" label={t.seat.title} state={seatState} />
            <Select
              name="level"
              short
              label={t.seat.level}
              value="officer"
              options={seatLevels.map((level) => ({ value: level, text: t.seat.levels[level] }))}
              state={seatState}
            />
            <TextField
              name="mandate"
              type="date"
              short
              label={t.seat.mandateEnds}
              hint={t.seat.mandateEndsHint}
              state={seatState}
            />
            <Choices
              name="administrator"
              many
              label={t.organisation.listTitle}
              options={[{ value: 'yes', text: t.seat.administrator }]}
              state={seatState}
            />
            <Actions submit={t.seat.addButton} />
          </Form>
        </details>
      </Section>
      <Section
        heading={t.organisation.tree}
        beside={<a href={`/organisations/${organisation.id}/parts/new`}>{t.organisation.addBelow}</a>}
      >
        {props.branches.length === 0 ? <p class="small section-lead">{t.organisation.treeEmpty}</p> : null}
        <ul class="rows">
          {props.branches.map((branch) => (
            <li key={branch.id} class={`depth-${Math.min(branch.depth, 4)}`}>
              <a href={`/organisations/${branch.id}`}>{branch.name}</a>
              <span class="small">{branch.kind ? t.organisation.kind[branch.kind] : ''}</span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

const termText = (formats: Formats, t: ReturnType<typeof identityTexts>, term: TermRow): string =>
  `${term.holder_name}, ${(term.kind === 'deputy' ? t.seat.deputy : t.seat.holder).toLocaleLowerCase()}, ${t.seat.since(formats.date(term.began_on))}${
    term.ended_on ? ` ${t.seat.until(formats.date(term.ended_on))}` : ''
  }`;

function SeatItem(props: {
  visit: Visit;
  seat: SeatRow;
  terms: readonly TermRow[];
  invitations: readonly InvitationRow[];
  here: string;
  isActedFor: boolean;
}) {
  const { visit, seat, here } = props;
  const t = identityTexts(visit.language);
  const terms = props.terms.filter((term) => term.seat_id === seat.id);
  const current = staying(terms, dayOf(visit.now));
  const earlier = terms.filter((term) => !current.includes(term));
  const invited = props.invitations.filter((invitation) => invitation.seat_id === seat.id);
  return (
    <li>
      <div>
        <div class="title">{seat.title}</div>
        <p>
          {t.seat.levels[seat.level]}
          {seat.is_administrator ? `, ${t.seat.administers}` : ''}
          {seat.mandate_ends_on
            ? `, ${t.seat.mandateEnds.toLocaleLowerCase()} ${visit.formats.date(seat.mandate_ends_on)}`
            : ''}
        </p>
        {current.map((term) => (
          <div key={term.id} class="small">
            {termText(visit.formats, t, term)}{' '}
            {term.ended_on ? null : (
              <Form token={visit.formToken()} action={`${here}/terms/${term.id}/end`} inline>
                <button class="link-button" type="submit">
                  {t.seat.endTerm(term.holder_name)}
                </button>
              </Form>
            )}
          </div>
        ))}
        {invited.map((invitation) => (
          <p key={invitation.id}>{t.seat.invited(invitation.name, visit.formats.date(invitation.expires_at))}</p>
        ))}
        {earlier.length > 0 ? (
          <details>
            <summary class="small">{t.seat.earlier}</summary>
            {earlier.map((term) => (
              <p key={term.id}>{termText(visit.formats, t, term)}</p>
            ))}
          </details>
        ) : null}
      </div>
      {seat.ended_on ? (
        <State shape="stoodAside" text={t.seat.ended} />
      ) : (
        <div class="beside">
          {current.some((term) => term.kind === 'holder') ? null : <State shape="missing" text={t.seat.vacant} />}
          <a href={`${here}/seats/${seat.id}/invite`}>{t.seat.invite}</a>
          {props.isActedFor ? <a href={`${here}/seats/${seat.id}/hand-over`}>{t.seat.handOver}</a> : null}
          <Form token={visit.formToken()} action={`${here}/seats/${seat.id}/end`} inline>
            <button class="link-button" type="submit">
              {t.seat.endSeat}
            </button>
          </Form>
        </div>
      )}
    </li>
  );
}

export function InvitePage(props: { visit: Visit; organisation: OrganisationRow; seat: SeatRow; state: FormState }) {
  const { visit, state } = props;
  const t = identityTexts(visit.language);
  return (
    <>
      <p class="trail">
        <a href={`/organisations/${props.organisation.id}`}>{props.organisation.name}</a>
      </p>
      <h1>{t.seat.inviteTitle(props.seat.title)}</h1>
      <ErrorSummary state={state} heading={t.frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <TextField name="name" label={t.seat.name} state={state} />
        <TextField name="email" type="email" label={t.seat.email} state={state} />
        <Choices
          name="kind"
          label={t.seat.as}
          value="holder"
          options={[
            { value: 'holder', text: t.seat.holder },
            { value: 'deputy', text: t.seat.deputy },
          ]}
          state={state}
        />
        <Actions
          submit={t.seat.sendInvitation}
          cancel={{ href: `/organisations/${props.organisation.id}`, text: t.frame.cancel }}
        />
      </Form>
    </>
  );
}

export function OutboxPage(props: {
  visit: Visit;
  letters: readonly { id: string; to_address: string; subject: string; body_text: string; created_at: Date }[];
}) {
  const t = identityTexts(props.visit.language);
  return (
    <>
      <h1>{t.outbox.title}</h1>
      <p class="lead">{props.letters.length === 0 ? t.outbox.empty : t.outbox.lead}</p>
      <ul class="rows section">
        {props.letters.map((letter) => (
          <li key={letter.id}>
            <div>
              <div class="title">{letter.subject}</div>
              <p>
                {t.outbox.to(letter.to_address)}, {props.visit.formats.date(letter.created_at)}{' '}
                {props.visit.formats.time(letter.created_at)}
              </p>
              {letter.body_text
                .trim()
                .split('\n\n')
                .map((paragraph) => (
                  <p key={paragraph}>
                    {/^https?:\/\/\S+$/.test(paragraph) ? <a href={paragraph}>{paragraph}</a> : paragraph}
                  </p>
                ))}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
