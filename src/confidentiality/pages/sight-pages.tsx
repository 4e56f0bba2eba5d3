import { leadCollaboration, type PartyRow, type Reading } from '../../collaborations/index.ts';
import { assurances, confidentialities, identityTexts, type Visit } from '../../identity/index.ts';
import {
  Actions,
  Choices,
  ErrorSummary,
  Form,
  type FormState,
  Hidden,
  Select,
  TextArea,
  TextField,
} from '../../ui/form.tsx';
import { Notice, Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { type Guest, guestKinds } from '../guest.ts';
import { endGuests } from '../policy.ts';
import { isSeen, keyOf, type SeatedPerson, type Sight, type SightChange } from '../sight.ts';
import { confidentialityTexts } from '../texts.ts';

interface SightParts {
  readonly visit: Visit;
  readonly of: Reading;
  readonly sight: Sight;
  readonly people: readonly SeatedPerson[];
}

const levelsOf = (of: Reading, accepted: Sight['accepted']): string =>
  of.formats.list((accepted ?? []).map((level) => confidentialityTexts(of.language).sight.assurances[level]));

/** A person as they stand in the list: for whom, as what, until when. */
function describe(of: Reading, person: SeatedPerson): string {
  const t = confidentialityTexts(of.language).sight;
  return [
    person.organisation_name,
    ...(person.is_guest ? [t.guest] : []),
    ...(person.is_deputy ? [t.deputy] : []),
    ...(person.ends_on ? [t.until(of.formats.date(person.ends_on))] : []),
  ].join(', ');
}

function People(props: { of: Reading; people: readonly SeatedPerson[] }) {
  return (
    <ul class="rows">
      {props.people.map((person) => (
        <li key={keyOf(person)}>
          <div>
            <span class="title">{person.name}</span>
            <p>{describe(props.of, person)}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** The guests, to everybody who shares the collaboration with them. */
function Guests(props: {
  visit: Visit;
  of: Reading;
  guests: readonly Guest[];
  sponsors: readonly PartyRow[];
  guestState: FormState;
}) {
  const { visit, of, guests, guestState } = props;
  const t = confidentialityTexts(of.language).guest;
  const base = `/collaborations/${of.collaboration.id}`;
  if (of.collaboration.example === 'real') return null;
  return (
    <Section heading={t.heading} id="guests">
      <p class="small section-lead">{t.lead}</p>
      {guests.length === 0 ? <p class="section-lead">{t.none}</p> : null}
      <ul class="rows">
        {guests.map((guest) => (
          <li key={guest.id}>
            <div>
              <span class="title">{guest.name}</span>
              <p>{t.line(guest.organisation_name, guest.sponsor_name, of.formats.date(guest.ends_on))}</p>
            </div>
            <div class="beside">
              <State shape="ringWithDot" text={t.guest} />
              {of.may(endGuests, guest.sponsor_organisation_id) ? (
                <Form token={visit.formToken()} action={`${base}/guests/${guest.id}/end`} inline>
                  <button class="link-button" type="submit" aria-label={t.endFor(guest.name)}>
                    {t.end}
                  </button>
                </Form>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      {of.may(leadCollaboration) ? (
        <details class="section-lead" open={guestState.errors.length > 0}>
          <summary>{t.invite}</summary>
          <Form token={visit.formToken()} action={`${base}/guests`}>
            <TextField name="guestName" label={t.name} state={guestState} />
            <TextField name="guestEmail" type="email" label={t.email} state={guestState} />
            <TextField name="guestOrganisation" label={t.organisation} hint={t.organisationHint} state={guestState} />
            <Choices
              name="guestKind"
              label={t.kind}
              options={guestKinds.map((kind) => ({ value: kind, text: t.kinds[kind] }))}
              state={guestState}
            />
            <Select
              name="sponsor"
              label={t.sponsor}
              hint={t.sponsorHint}
              options={[{ value: '', text: '–' }, ...props.sponsors.map(({ id, name }) => ({ value: id, text: name }))]}
              state={guestState}
            />
            <TextField name="guestEndsOn" type="date" short label={t.endsOn} hint={t.endsOnHint} state={guestState} />
            <Actions submit={t.send} />
          </Form>
        </details>
      ) : null}
    </Section>
  );
}

/** Who sees the collaboration, to everybody who does; and to its process leader how to change it. */
export function SightPage(
  props: SightParts & {
    readonly archiveName: string;
    readonly archives: readonly { readonly id: string; readonly name: string }[];
    readonly guests: readonly Guest[];
    readonly sponsors: readonly PartyRow[];
    readonly state: FormState;
    readonly archiveState: FormState;
    readonly guestState: FormState;
  },
) {
  const { visit, of, sight, people, state, archiveState } = props;
  const t = confidentialityTexts(of.language).sight;
  const a = confidentialityTexts(of.language).archive;
  const frame = identityTexts(of.language).frame;
  const base = `/collaborations/${of.collaboration.id}`;
  const seen = people.filter((person) => isSeen(sight, person));
  const unseen = people.filter((person) => !isSeen(sight, person));
  const isProtected = sight.confidentiality === 'protected';
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <ErrorSummary state={state} heading={frame.errors(state.errors.length)} />
      <ErrorSummary state={archiveState} heading={frame.errors(archiveState.errors.length)} />
      <ErrorSummary state={props.guestState} heading={frame.errors(props.guestState.errors.length)} />
      <Section heading={t.now} main>
        <p class="section-lead">
          <State shape={isProtected ? 'locked' : 'ringWithDot'} text={t.names[sight.confidentiality]} />
        </p>
        <div class="prose">
          <p>{t.meanings[sight.confidentiality]}</p>
          <p>{sight.accepted === null ? t.anySignIn : t.acceptedOnly(levelsOf(of, sight.accepted))}</p>
          <p class="small">{t.working}</p>
          <p class="small">{t.security}</p>
          {of.may(leadCollaboration) && isProtected ? (
            <p>
              <a href={`${base}/read-log`}>{t.toLog}</a>
            </p>
          ) : null}
        </div>
      </Section>
      <Section heading={t.seen(seen.length)}>
        <People of={of} people={seen} />
      </Section>
      {of.may(leadCollaboration) && unseen.length > 0 ? (
        <Section heading={t.unseen(unseen.length)}>
          <People of={of} people={unseen} />
        </Section>
      ) : null}
      {of.may(leadCollaboration) && of.collaboration.example !== 'real' ? (
        <Section heading={t.choose} id="choose">
          <form class="form" action={`${base}/sight/preview`} novalidate>
            <Choices
              name="level"
              label={t.level}
              hint={t.levelHint}
              options={confidentialities.map((level) => ({
                value: level,
                text: t.names[level],
                hint: t.meanings[level],
              }))}
              value={sight.confidentiality}
              state={state}
            />
            <Choices
              name="named"
              many
              label={t.named}
              hint={t.namedHint}
              options={people.map((person) => ({
                value: keyOf(person),
                text: person.person_id === of.user.person_id ? `${person.name} (${t.you})` : person.name,
                hint: describe(of, person),
              }))}
              values={people.filter((person) => person.is_named || person.person_id === of.user.person_id).map(keyOf)}
              state={state}
            />
            <Choices
              name="accepted"
              many
              label={t.accepted}
              hint={t.acceptedHint}
              options={assurances.map((level) => ({ value: level, text: t.assurances[level] }))}
              values={sight.accepted ?? []}
              state={state}
            />
            <Actions submit={t.preview} />
          </form>
        </Section>
      ) : null}
      <Guests {...props} />
      <Section heading={a.heading} id="archive">
        <p class="section-lead">{a.now(props.archiveName)}</p>
        <p class="small section-lead">{a.lead}</p>
        {of.may(leadCollaboration) && of.collaboration.example !== 'real' ? (
          props.archives.length > 0 ? (
            <details class="section-lead" open={archiveState.errors.length > 0 || archiveState.conflict !== undefined}>
              <summary>{a.change}</summary>
              <Form token={visit.formToken()} action={`${base}/archive`}>
                <Select
                  name="archive"
                  label={a.choose}
                  options={[
                    { value: '', text: '–' },
                    ...props.archives.map(({ id, name }) => ({ value: id, text: name })),
                  ]}
                  state={archiveState}
                />
                <TextArea name="archiveReason" rows={2} label={a.reason} state={archiveState} />
                <Actions submit={a.save} />
              </Form>
            </details>
          ) : (
            <p class="small">{a.none}</p>
          )
        ) : null}
      </Section>
    </>
  );
}

/** What is about to change, before it is saved: who begins to see, who stops. */
export function SightPreviewPage(
  props: SightParts & {
    readonly to: Sight;
    readonly change: SightChange;
    readonly digest: string;
    readonly state: FormState;
  },
) {
  const { visit, of, sight, to, change, state } = props;
  const t = confidentialityTexts(of.language).sight;
  const base = `/collaborations/${of.collaboration.id}`;
  const isStill = sight.confidentiality === to.confidentiality;
  const acceptedChanges = levelsOf(of, sight.accepted) !== levelsOf(of, to.accepted);
  return (
    <>
      <p class="trail">
        <a href={`${base}/sight`}>{t.title}</a>
      </p>
      <h1>{t.previewTitle}</h1>
      <p class="lead">
        {isStill
          ? t.stays(t.names[to.confidentiality])
          : t.fromTo(t.names[sight.confidentiality], t.names[to.confidentiality])}{' '}
        {t.previewLead}
      </p>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      {change.leavesProtection ? <Notice waits>{t.leaving}</Notice> : null}
      {!isStill && to.confidentiality === 'protected' ? (
        <Notice>
          {t.logged} {t.linksEnd} {t.security}
        </Notice>
      ) : null}
      {acceptedChanges ? (
        <Notice waits={to.accepted !== null}>
          {to.accepted === null ? t.signInOpens : t.signInChanges(levelsOf(of, to.accepted))}
        </Notice>
      ) : null}
      <Section heading={change.loses.length > 0 ? t.loses(change.loses.length) : t.nobodyLoses} main>
        <People of={of} people={change.loses} />
      </Section>
      <Section heading={change.gains.length > 0 ? t.gains(change.gains.length) : t.nobodyGains}>
        <People of={of} people={change.gains} />
      </Section>
      <Section heading={t.keeps(change.keeps.length)}>
        <details class="section-lead">
          <summary>{of.formats.list(change.keeps.map((person) => person.name)).slice(0, 80)}</summary>
          <People of={of} people={change.keeps} />
        </details>
      </Section>
      <Form token={visit.formToken()} action={`${base}/sight`}>
        <Hidden name="level" value={to.confidentiality} />
        {[...to.named].map((key) => (
          <Hidden key={key} name="named" value={key} />
        ))}
        {(to.accepted ?? []).map((level) => (
          <Hidden key={level} name="accepted" value={level} />
        ))}
        <Hidden name="digest" value={props.digest} />
        <TextArea name="reason" rows={3} label={t.reason} hint={t.reasonHint} state={state} />
        <Actions submit={t.save} cancel={{ href: `${base}/sight`, text: t.back }} />
      </Form>
    </>
  );
}
