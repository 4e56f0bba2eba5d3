import { ChannelFields } from '../../../collaborations/index.ts';
import type { SeatRow } from '../../../identity/index.ts';
import { Actions, Choices, Form, TextArea, TextField, Version } from '../../../ui/form.tsx';
import { cancel, type FormPage, Summary } from '../../pages/agreement-forms.tsx';
import type { AgreementPartyRow, VersionRow } from '../../queries.ts';
import { agreementTexts } from '../../texts.ts';
import { appeals, mostPlaces, outcomes, stands } from '../forms.ts';
import type { SignedPlaceRow } from '../queries.ts';
import { decidingTexts } from '../texts.ts';

export interface PartyFormPage extends FormPage {
  readonly version: VersionRow;
  readonly party: AgreementPartyRow;
  readonly isForAnother: boolean;
}
const back = ({ of, version }: PartyFormPage) =>
  cancel(of, `agreements/${version.agreement_id}/versions/${version.number}`);

export function DecisionPage(props: PartyFormPage & { mandate: string }) {
  const { visit, of, state, party, version } = props;
  const t = decidingTexts(of.language).form;
  const isLocked = version.locked_at !== null;
  return (
    <>
      <h1>{props.isForAnother ? t.titleFor(party.party_name) : t.title}</h1>
      <p class="lead">{t.lead(props.isForAnother ? party.party_name : t.yourInstance)}</p>
      <Summary {...props} />
      <Form token={visit.formToken()}>
        <Version value={party.version} state={state} />
        <TextField name="instance" label={t.instance} hint={t.instanceHint} value={party.instance} state={state} />
        <Choices
          name="stands"
          label={t.stands}
          hint={isLocked ? undefined : t.notLocked}
          value={party.decided_on ? 'decided' : 'planned'}
          options={stands
            .filter((one) => isLocked || one === 'planned')
            .map((one) => ({ value: one, text: t.standing[one] }))}
          state={state}
        />
        <fieldset class="group">
          <legend>{t.standing.planned}</legend>
          <TextField name="plannedOn" type="date" short label={t.plannedOn} value={party.planned_on} state={state} />
          <TextField
            name="plannedNote"
            label={t.plannedNote}
            hint={t.plannedNoteHint}
            value={party.planned_note}
            state={state}
          />
        </fieldset>
        {isLocked ? (
          <fieldset class="group">
            <legend>{t.standing.decided}</legend>
            <Choices
              name="outcome"
              label={t.outcome}
              value={party.outcome ?? ''}
              options={outcomes.map((one) => ({ value: one, text: t.outcomes[one] }))}
              state={state}
            />
            <TextField name="decidedOn" type="date" short label={t.decidedOn} value={party.decided_on} state={state} />
            <TextField
              name="paragraph"
              short
              label={t.paragraph}
              hint={t.paragraphHint}
              value={party.paragraph}
              state={state}
            />
            <Choices
              name="appeal"
              label={t.appeal}
              hint={t.appealHint}
              value={party.appeal ?? ''}
              options={appeals.map((one) => ({ value: one, text: t.appeals[one] }))}
              state={state}
            />
            <TextField
              name="appealEndsOn"
              type="date"
              short
              label={t.appealEndsOn}
              value={party.appeal_ends_on}
              state={state}
            />
          </fieldset>
        ) : null}
        <TextField name="number" short label={t.number} value={party.registration_number} state={state} />
        <TextArea
          name="mandate"
          rows={4}
          label={t.mandate}
          hint={t.mandateHint}
          value={party.mandate_text || props.mandate}
          state={state}
        />
        {props.isForAnother ? <ChannelFields language={of.language} state={state} /> : null}
        <Actions submit={agreementTexts(of.language).forms.save} cancel={back(props)} />
      </Form>
    </>
  );
}

export function DecliningPage(props: PartyFormPage) {
  const { visit, of, state, party } = props;
  const t = decidingTexts(of.language).decline;
  return (
    <>
      <h1>{props.isForAnother ? t.titleFor(party.party_name) : t.title}</h1>
      <p class="lead">{t.lead}</p>
      <Summary {...props} />
      <Form token={visit.formToken()}>
        <Version value={party.version} state={state} />
        <TextArea
          name="reason"
          rows={4}
          label={t.reason}
          hint={t.reasonHint}
          value={party.stance === 'declines' ? party.stance_note : ''}
          state={state}
        />
        {props.isForAnother ? <ChannelFields language={of.language} state={state} /> : null}
        <Actions submit={t.submit} cancel={back(props)} />
      </Form>
    </>
  );
}

export function PlacesPage(
  props: PartyFormPage & {
    places: readonly SignedPlaceRow[];
    /** The party’s own, where it says itself who may sign. */
    seats: readonly SeatRow[];
  },
) {
  const { visit, of, state, party, places, seats } = props;
  const t = decidingTexts(of.language).places;
  return (
    <>
      <h1>{props.isForAnother ? t.titleFor(party.party_name) : t.title}</h1>
      <p class="lead">{t.lead}</p>
      <Summary {...props} />
      <Form token={visit.formToken()}>
        <Version value={party.version} state={state} />
        {Array.from({ length: mostPlaces }, (_, index) => {
          const at = index + 1;
          const place = places[index];
          return (
            <>
              <TextField
                key={at}
                name={`title${at}`}
                label={t.place(at)}
                hint={at === 1 ? t.titleHint : undefined}
                value={place?.title}
                state={state}
              />
              {seats.length > 0 ? (
                <Choices
                  name={`seats${at}`}
                  many
                  label={t.seats(at)}
                  hint={at === 1 ? t.seatsHint : undefined}
                  values={place?.seat_ids ?? []}
                  options={seats.map((seat) => ({ value: seat.id, text: seat.title }))}
                  state={state}
                />
              ) : null}
            </>
          );
        })}
        {props.isForAnother ? (
          <>
            <p class="small">{t.onPaper}</p>
            <ChannelFields language={of.language} state={state} />
          </>
        ) : null}
        <Actions submit={agreementTexts(of.language).forms.save} cancel={back(props)} />
      </Form>
    </>
  );
}
