import { identityTexts, seatRoles, type Visit } from '../../identity/index.ts';
import {
  Actions,
  Choices,
  ErrorSummary,
  Form,
  type FormState,
  Select,
  TextArea,
  TextField,
  Version,
} from '../../ui/form.tsx';
import { Notice } from '../../ui/section.tsx';
import { ladder, partyStatuses } from '../collaboration.ts';
import { prepareCollaboration } from '../policy.ts';
import type { PartyRow } from '../queries.ts';
import { collaborationTexts } from '../texts.ts';
import type { Reading } from '../workspace.ts';
import { ChannelFields } from './entered-note.tsx';

export function EditPartyPage(props: {
  visit: Visit;
  of: Reading;
  party: PartyRow;
  isForAnother: boolean;
  state: FormState;
}) {
  const { visit, state, party } = props;
  const { collaboration, language } = props.of;
  const mayPrepare = props.of.may(prepareCollaboration);
  const t = collaborationTexts(language);
  const here = `/collaborations/${collaboration.id}/parties/${party.id}`;
  return (
    <>
      <p class="trail">
        <a href={here}>{party.name}</a>
      </p>
      <h1>{party.name}</h1>
      {props.isForAnother ? <Notice waits>{t.party.enterLead}</Notice> : null}
      <ErrorSummary state={state} heading={identityTexts(language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <Version value={party.version} state={state} />
        <Choices
          name="status"
          label={t.party.statusLabel}
          value={party.status}
          options={partyStatuses
            .filter(
              (status) => mayPrepare || !['considered', 'invited', 'bound'].includes(status) || status === party.status,
            )
            .map((status) => ({ value: status, text: t.party.status[status] }))}
          state={state}
        />
        <TextField
          name="reason"
          label={t.party.reason}
          hint={t.party.reasonHint}
          value={party.status_reason}
          state={state}
        />
        {mayPrepare ? (
          <>
            <Choices
              name="relation"
              label={t.party.relationLabel}
              value={party.relation}
              options={(['party', 'associate'] as const).map((one) => ({ value: one, text: t.party.relation[one] }))}
              state={state}
            />
            <Choices
              name="preferred"
              many
              label={t.party.preferredLabel}
              values={party.is_preferred ? ['yes'] : []}
              options={[{ value: 'yes', text: t.party.preferred }]}
              state={state}
            />
            <TextField name="boundOn" type="date" short label={t.party.boundOn} value={party.bound_on} state={state} />
            <TextField
              name="decision"
              label={t.party.decision}
              hint={t.party.decisionHint}
              value={party.decision_planned}
              state={state}
            />
          </>
        ) : null}
        <TextArea name="ownBenefit" rows={3} label={t.party.ownBenefit} value={party.own_benefit} state={state} />
        <TextArea
          name="ownContribution"
          rows={3}
          label={t.party.ownContribution}
          value={party.own_contribution}
          state={state}
        />
        <Select
          name="ambition"
          label={t.party.ambition}
          value={party.ambition}
          options={[
            { value: '', text: t.ladder.notSaid },
            ...ladder.map((step) => ({ value: step, text: t.ladder.names[step] })),
          ]}
          state={state}
        />
        {props.isForAnother ? <ChannelFields language={language} state={state} /> : null}
        <Actions submit={t.party.save} cancel={{ href: here, text: identityTexts(language).frame.cancel }} />
      </Form>
    </>
  );
}

export function InvitePartyPage(props: { visit: Visit; of: Reading; party: PartyRow; state: FormState }) {
  const { visit, state, party } = props;
  const { collaboration, language } = props.of;
  const t = collaborationTexts(language);
  return (
    <>
      <h1>{t.party.inviteTitle(party.name)}</h1>
      <ErrorSummary state={state} heading={identityTexts(language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <TextField name="name" label={identityTexts(language).seat.name} state={state} />
        <TextField name="email" type="email" label={identityTexts(language).seat.email} state={state} />
        <TextField name="title" label={t.party.seatTitle} value={t.start.representative} state={state} />
        <Choices
          name="role"
          label={t.party.role}
          value="representative"
          options={seatRoles.map((role) => ({
            value: role,
            text: t.party.roles[role],
            hint: t.party.roleHints[role],
          }))}
          state={state}
        />
        <TextField name="endsOn" type="date" short label={t.party.endsOn} hint={t.party.endsHint} state={state} />
        <Actions
          submit={t.party.send}
          cancel={{
            href: `/collaborations/${collaboration.id}/parties/${party.id}`,
            text: identityTexts(language).frame.cancel,
          }}
        />
      </Form>
    </>
  );
}
