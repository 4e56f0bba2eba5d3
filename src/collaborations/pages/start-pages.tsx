import { identityTexts, type Visit } from '../../identity/index.ts';
import { Choices, ErrorSummary, Form, type FormState, Hidden, Select, TextArea, TextField } from '../../ui/form.tsx';
import { drivers, grounds } from '../collaboration.ts';
import type { OrganisationChoice } from '../queries.ts';
import { collaborationTexts } from '../texts.ts';
import type { TakeOverField } from '../workspace.ts';

interface StartProps {
  readonly visit: Visit;
  readonly state: FormState;
  readonly draft: string;
  readonly organisations: readonly OrganisationChoice[];
}

function Buttons(props: { visit: Visit; submit: string }) {
  const t = collaborationTexts(props.visit.language);
  return (
    <div class="actions">
      <button class="button" type="submit" name="finish" value="yes">
        {props.submit}
      </button>
      <button class="button second" type="submit" name="finish" value="later">
        {t.start.saveDraft}
      </button>
      <a href="/">{identityTexts(props.visit.language).frame.cancel}</a>
    </div>
  );
}

function Suggestions(props: { organisations: readonly OrganisationChoice[] }) {
  return (
    <datalist id="organisation-names">
      {props.organisations.map((organisation) => (
        <option key={organisation.id} value={organisation.name} />
      ))}
    </datalist>
  );
}

function Drivers(props: { visit: Visit; state: FormState }) {
  const t = collaborationTexts(props.visit.language);
  return (
    <Choices
      name="drivers"
      many
      label={t.challenge.drivers}
      hint={t.challenge.driversHint}
      options={drivers.map((driver) => ({ value: driver, text: t.driver.names[driver] }))}
      state={props.state}
    />
  );
}

export function StartPage(props: StartProps) {
  const { visit, state } = props;
  const t = collaborationTexts(visit.language);
  return (
    <>
      <h1>{t.start.title}</h1>
      <p class="lead">{t.start.lead}</p>
      <ErrorSummary state={state} heading={identityTexts(visit.language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <Hidden name="draft" value={props.draft} />
        <TextField name="name" label={t.challenge.name} state={state} />
        <TextArea
          name="challenge"
          rows={3}
          label={t.challenge.challenge}
          hint={t.challenge.challengeHint}
          state={state}
        />
        <TextArea name="why" rows={3} label={t.challenge.why} state={state} />
        <Drivers visit={visit} state={state} />
        <TextField name="territory" label={t.challenge.territory} hint={t.challenge.territoryHint} state={state} />
        <TextField
          name="party"
          label={t.start.party}
          hint={t.start.partyHint}
          suggestions="organisation-names"
          state={state}
        />
        <TextField name="contact" label={t.start.contact} state={state} />
        <TextField name="email" type="email" label={t.start.email} state={state} />
        <Suggestions organisations={props.organisations} />
        <Buttons visit={visit} submit={t.start.submit} />
      </Form>
    </>
  );
}

/** Every whole organisation as a box to tick, folded until it is asked for. */
function PickParties(props: StartProps) {
  const t = collaborationTexts(props.visit.language).takeOver;
  const chosen = props.state.chosen?.chosen ?? [];
  return (
    <details class="section-lead" open={chosen.length > 0}>
      <summary>{t.pick}</summary>
      <fieldset class="pick-list">
        <legend class="visually-hidden">{t.pickLegend}</legend>
        {props.organisations.map((organisation) => (
          <div class="choice" key={organisation.id}>
            <input
              type="checkbox"
              id={`chosen-${organisation.id}`}
              name="chosen"
              value={organisation.id}
              checked={chosen.includes(organisation.id)}
            />
            <label for={`chosen-${organisation.id}`}>{organisation.name}</label>
          </div>
        ))}
      </fieldset>
    </details>
  );
}

export function TakeOverPage(props: StartProps & { fields: readonly TakeOverField[] }) {
  const { visit, state } = props;
  const t = collaborationTexts(visit.language);
  return (
    <>
      <h1>{t.takeOver.title}</h1>
      <p class="lead">{t.takeOver.lead}</p>
      <ErrorSummary state={state} heading={identityTexts(visit.language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <Hidden name="draft" value={props.draft} />
        <TextField name="name" label={t.challenge.name} state={state} />
        <TextArea
          name="challenge"
          rows={3}
          label={t.challenge.challenge}
          hint={t.challenge.challengeHint}
          state={state}
        />
        <TextField name="territory" label={t.challenge.territory} hint={t.challenge.territoryHint} state={state} />
        <TextArea name="parties" rows={8} label={t.takeOver.parties} hint={t.takeOver.partiesHint} state={state} />
        <PickParties {...props} />
        <Choices
          name="unknown"
          many
          label={t.takeOver.unknownLabel}
          options={[{ value: 'add', text: t.takeOver.addUnknown }]}
          state={state}
        />
        {props.fields.map((field) => {
          const { label, hint } = field.label(visit.language);
          return <TextArea key={field.name} name={field.name} rows={6} label={label} hint={hint} state={state} />;
        })}
        <Select
          name="ground"
          label={t.ground.label}
          hint={t.takeOver.groundHint}
          value="notYetFormal"
          options={grounds.map((ground) => ({ value: ground, text: t.ground.names[ground] }))}
          state={state}
        />
        <TextField name="groundTitle" label={t.ground.title} state={state} />
        <TextField name="groundYear" short inputmode="numeric" label={t.ground.year} state={state} />
        <Buttons visit={visit} submit={t.takeOver.submit} />
      </Form>
    </>
  );
}
