import type { CollaborationSeatRow, PartyRow, Reading } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
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
import { eaches, formedKinds, groupPhases, levels, natures, placeRoles, rhythms, severals } from '../joint-group.ts';
import type { GroupRow, PlaceRow } from '../queries.ts';
import { groupTexts } from '../texts.ts';
import { baseOf } from './groups-page.tsx';

const threeWays = (value: boolean | null | undefined): string =>
  value === null || value === undefined ? '' : value ? 'yes' : 'no';

export function EditGroupPage(props: {
  visit: Visit;
  of: Reading;
  group: GroupRow | undefined;
  groups: readonly GroupRow[];
  parties: readonly PartyRow[];
  state: FormState;
}) {
  const { visit, of, group, state } = props;
  const t = groupTexts(of.language);
  const f = t.groupForm;
  const frame = identityTexts(of.language).frame;
  const here = group ? `${baseOf(of)}/groups/${group.id}` : `${baseOf(of)}/groups`;
  const yesNo = [
    { value: '', text: f.unknown },
    { value: 'yes', text: t.group.decidesYes },
    { value: 'no', text: t.group.decidesNo },
  ];
  return (
    <>
      <p class="trail">
        <a href={here}>{group?.name ?? t.title}</a>
      </p>
      <h1>{group ? f.editTitle : f.newTitle}</h1>
      <ErrorSummary state={state} heading={frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        {group ? <Version value={group.version} state={state} /> : null}
        <TextField name="name" label={f.name} value={group?.name} state={state} />
        <Select
          name="kind"
          label={f.kind}
          value={group?.kind}
          options={[
            { value: '', text: f.unknown },
            ...formedKinds.map((kind) => ({ value: kind, text: t.kinds[kind] })),
          ]}
          state={state}
        />
        <Choices
          name="nature"
          label={f.nature}
          value={group?.nature ?? ''}
          options={[
            { value: '', text: f.natureUnknown },
            ...natures.map((nature) => ({ value: nature, text: t.natures[nature], hint: t.natureHints[nature] })),
          ]}
          state={state}
        />
        <TextArea name="mandate" rows={3} label={f.mandate} hint={f.mandateHint} value={group?.mandate} state={state} />
        <TextField name="basis" label={f.basis} hint={f.basisHint} value={group?.mandate_basis} state={state} />
        <Select
          name="rhythm"
          label={f.rhythm}
          value={group?.rhythm}
          options={[
            { value: '', text: f.rhythmUnknown },
            ...rhythms.map((one) => ({ value: one, text: t.rhythms[one] })),
          ]}
          state={state}
        />
        <TextField name="times" short inputmode="numeric" label={f.times} value={group?.times_a_year} state={state} />
        <Choices
          name="atLeast"
          many
          label={f.atLeast}
          values={group?.is_times_at_least ? ['yes'] : []}
          options={[{ value: 'yes', text: f.atLeast }]}
          state={state}
        />
        <Select
          name="minutes"
          short
          label={f.minutes}
          value={threeWays(group?.has_minutes)}
          options={yesNo}
          state={state}
        />
        <Select
          name="decides"
          short
          label={f.decides}
          value={threeWays(group?.may_decide)}
          options={yesNo}
          state={state}
        />
        <Choices
          name="levels"
          many
          label={f.levels}
          values={group?.levels ?? []}
          options={levels.map((level) => ({ value: level, text: t.levels[level] }))}
          state={state}
        />
        <Select
          name="secretariat"
          label={f.secretariat}
          value={group?.secretariat_party_id}
          options={[
            { value: '', text: f.none },
            ...props.parties.map((party) => ({ value: party.id, text: party.name })),
          ]}
          state={state}
        />
        <Select
          name="under"
          label={f.under}
          value={group?.under_group_id}
          options={[
            { value: '', text: f.underNone },
            ...props.groups.filter((one) => one.id !== group?.id).map((one) => ({ value: one.id, text: one.name })),
          ]}
          state={state}
        />
        <Choices
          name="assigned"
          many
          label={f.assigned}
          values={group?.is_assigned ? ['yes'] : []}
          options={[{ value: 'yes', text: f.assignedYes }]}
          state={state}
        />
        <Select
          name="several"
          short
          label={f.several}
          value={group?.several}
          options={[
            { value: '', text: f.severalNo },
            ...severals.map((one) => ({ value: one, text: t.severals[one] })),
          ]}
          state={state}
        />
        <TextArea
          name="competences"
          rows={3}
          label={f.competences}
          hint={f.competencesHint}
          value={group?.competences_needed.join('\n')}
          state={state}
        />
        <Choices
          name="borrowed"
          many
          label={f.borrowed}
          values={group?.is_borrowed ? ['yes'] : []}
          options={[{ value: 'yes', text: f.borrowedYes }]}
          state={state}
        />
        <TextField name="borrowedFrom" label={f.borrowedFrom} value={group?.borrowed_from} state={state} />
        <Choices
          name="phases"
          many
          label={f.phases}
          hint={f.phasesHint}
          values={group?.phases ?? []}
          options={groupPhases.map((phase) => ({ value: phase, text: t.phases[phase] }))}
          state={state}
        />
        <Actions submit={f.save} cancel={{ href: here, text: frame.cancel }} />
      </Form>
    </>
  );
}

export function EditPlacePage(props: {
  visit: Visit;
  of: Reading;
  group: GroupRow;
  place: PlaceRow | undefined;
  parties: readonly PartyRow[];
  seats: readonly CollaborationSeatRow[];
  state: FormState;
}) {
  const { visit, of, group, place, state } = props;
  const t = groupTexts(of.language);
  const f = t.placeForm;
  const frame = identityTexts(of.language).frame;
  const here = `${baseOf(of)}/groups/${group.id}`;
  const partyOf = (organisation: string) => props.parties.find((party) => party.organisation_id === organisation);
  return (
    <>
      <p class="trail">
        <a href={here}>{group.name}</a>
      </p>
      <h1>{place ? f.editTitle : f.newTitle}</h1>
      <p class="lead">{f.lead}</p>
      <ErrorSummary state={state} heading={frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        {place ? <Version value={place.version} state={state} /> : null}
        <TextField name="title" label={f.title} hint={f.titleHint} value={place?.title} state={state} />
        <Select
          name="role"
          short
          label={f.role}
          value={place?.role ?? 'member'}
          options={placeRoles.map((role) => ({ value: role, text: t.roles[role] }))}
          state={state}
        />
        <Select
          name="from"
          label={f.from}
          value={place?.party_id ?? place?.each ?? ''}
          options={[
            { value: '', text: f.fromNone },
            ...eaches.map((each) => ({ value: each, text: t.eaches[each] })),
            ...props.parties.map((party) => ({ value: party.id, text: party.name })),
          ]}
          state={state}
        />
        <TextField
          name="represents"
          label={f.represents}
          hint={f.representsHint}
          value={place?.represents}
          state={state}
        />
        <Select
          name="seat"
          label={f.seat}
          hint={f.seatHint}
          value={place?.seat_id}
          options={[
            { value: '', text: f.seatNone },
            ...props.seats.flatMap((seat) => {
              const party = partyOf(seat.organisation_id);
              return party
                ? [{ value: seat.seat_id, text: [party.name, seat.title, seat.holder_name].filter(Boolean).join(', ') }]
                : [];
            }),
          ]}
          state={state}
        />
        <TextField
          name="count"
          short
          inputmode="numeric"
          label={f.count}
          hint={f.countHint}
          value={place ? place.count : 1}
          state={state}
        />
        <TextField
          name="taken"
          short
          inputmode="numeric"
          label={f.taken}
          hint={f.takenHint}
          value={place?.taken ?? 0}
          state={state}
        />
        <Select
          name="level"
          short
          label={f.level}
          value={place?.level}
          options={[
            { value: '', text: f.levelNone },
            ...levels.map((level) => ({ value: level, text: t.levels[level] })),
          ]}
          state={state}
        />
        <TextArea
          name="competences"
          rows={3}
          label={f.competences}
          hint={f.competencesHint}
          value={place?.competences.join('\n')}
          state={state}
        />
        <Choices
          name="phases"
          many
          label={f.phases}
          hint={t.groupForm.phasesHint}
          values={place?.phases ?? []}
          options={groupPhases.map((phase) => ({ value: phase, text: t.phases[phase] }))}
          state={state}
        />
        <Actions submit={f.save} cancel={{ href: here, text: frame.cancel }} />
      </Form>
      {place ? (
        <Form token={visit.formToken()} action={`${here}/places/${place.id}/withdrawal`} inline>
          <button class="link-button" type="submit">
            {f.withdraw}
          </button>
        </Form>
      ) : null}
    </>
  );
}
