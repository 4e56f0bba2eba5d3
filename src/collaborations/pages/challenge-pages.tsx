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
import { Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { allPhases, drivers, grounds, ladder } from '../collaboration.ts';
import type { AreaChoice } from '../forms.ts';
import { prepareCollaboration } from '../policy.ts';
import { collaborationTexts } from '../texts.ts';
import type { Reading, Said } from '../workspace.ts';
import { GapList } from './overview-page.tsx';
import { TerritoryPicture } from './territory-page.tsx';

export function ChallengePage(props: { of: Reading; areas: readonly AreaChoice[] }) {
  const { collaboration, language, formats } = props.of;
  const t = collaborationTexts(language);
  const chosen = formats.byName(
    props.areas.filter((area) => collaboration.territory.includes(area.code)),
    (area) => area.name,
  );
  const territory = collaboration.territory_name || formats.list(chosen.map((area) => area.name));
  return (
    <>
      <h1>{t.challenge.title}</h1>
      <p class="lead">{collaboration.challenge || t.challenge.notSaid}</p>
      <Section heading={t.challenge.whyHeading}>
        <p class="prose section-lead">{collaboration.why_none_alone || t.challenge.notSaid}</p>
      </Section>
      <Section heading={t.driver.label}>
        <ul class="prose section-lead plain-list">
          {collaboration.drivers.map((driver) => (
            <li key={driver}>{t.driver.names[driver]}</li>
          ))}
        </ul>
        {collaboration.driver_description ? <p class="prose">{collaboration.driver_description}</p> : null}
        {collaboration.drivers.length === 0 && collaboration.driver_description === '' ? (
          <p class="small">{t.challenge.notSaid}</p>
        ) : null}
      </Section>
      <dl class="pairs ruled section">
        <dt>{t.challenge.territoryLabel}</dt>
        <dd>{territory || t.challenge.notSaid}</dd>
        <dt>{t.ground.label}</dt>
        <dd>
          {collaboration.ground_kind ? (
            <>
              {t.ground.names[collaboration.ground_kind]}
              {collaboration.ground_title ? `: ${collaboration.ground_title}` : ''}
              {collaboration.ground_year ? `, ${collaboration.ground_year}` : ''}
            </>
          ) : (
            t.challenge.notSaid
          )}
        </dd>
        <dt>{t.challenge.began}</dt>
        <dd>{collaboration.began_year ?? t.challenge.notSaid}</dd>
        {collaboration.wider_collaboration ? (
          <>
            <dt>{t.challenge.wider}</dt>
            <dd>{collaboration.wider_collaboration}</dd>
          </>
        ) : null}
        {collaboration.supported_at_start_by ? (
          <>
            <dt>{t.challenge.supportedBy}</dt>
            <dd>{collaboration.supported_at_start_by}</dd>
          </>
        ) : null}
        {collaboration.ended_year ? (
          <>
            <dt>{t.challenge.ended}</dt>
            <dd>{collaboration.ended_year}</dd>
          </>
        ) : null}
      </dl>
      <TerritoryPicture codes={collaboration.territory} areas={props.areas} territory={territory} language={language} />
      {props.of.may(prepareCollaboration) ? (
        <p class="actions">
          <a class="button" href={`/collaborations/${collaboration.id}/challenge/edit`}>
            {t.challenge.edit}
          </a>
        </p>
      ) : null}
    </>
  );
}

export function EditChallengePage(props: {
  visit: Visit;
  of: Reading;
  areas: readonly { name: string }[];
  state: FormState;
}) {
  const { visit, state } = props;
  const { collaboration, language } = props.of;
  const t = collaborationTexts(language);
  return (
    <>
      <h1>{t.challenge.editTitle}</h1>
      <ErrorSummary state={state} heading={identityTexts(language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <Version value={collaboration.version} state={state} />
        <TextField name="name" label={t.challenge.name} value={collaboration.name} state={state} />
        <TextArea
          name="challenge"
          rows={3}
          label={t.challenge.challenge}
          hint={t.challenge.challengeHint}
          value={collaboration.challenge}
          state={state}
        />
        <TextArea name="why" rows={3} label={t.challenge.why} value={collaboration.why_none_alone} state={state} />
        <Choices
          name="drivers"
          many
          label={t.challenge.drivers}
          hint={t.challenge.driversHint}
          options={drivers.map((driver) => ({ value: driver, text: t.driver.names[driver] }))}
          values={collaboration.drivers}
          state={state}
        />
        <TextArea
          name="driverDescription"
          rows={3}
          label={t.challenge.driverDescription}
          value={collaboration.driver_description}
          state={state}
        />
        <TextField name="wider" label={t.challenge.wider} value={collaboration.wider_collaboration} state={state} />
        <TextField
          name="supportedBy"
          label={t.challenge.supportedBy}
          value={collaboration.supported_at_start_by}
          state={state}
        />
        <TextField
          name="territory"
          label={t.challenge.territory}
          hint={t.challenge.territoryHint}
          value={props.areas.map((area) => area.name).join(', ')}
          state={state}
        />
        <a class="map-link" href={`/collaborations/${collaboration.id}/territory`}>
          {t.territory.link}
        </a>
        <Select
          name="ladderNow"
          label={t.ladder.now}
          value={collaboration.ladder_now}
          options={[
            { value: '', text: t.ladder.notSaid },
            ...ladder.map((step) => ({ value: step, text: t.ladder.names[step] })),
          ]}
          state={state}
        />
        <Select
          name="ladderAim"
          label={t.ladder.aim}
          value={collaboration.ladder_aim}
          options={[
            { value: '', text: t.ladder.notSaid },
            ...ladder.map((step) => ({ value: step, text: t.ladder.names[step] })),
          ]}
          state={state}
        />
        <Select
          name="ground"
          label={t.ground.label}
          value={collaboration.ground_kind}
          options={[
            { value: '', text: t.ladder.notSaid },
            ...grounds.map((one) => ({ value: one, text: t.ground.names[one] })),
          ]}
          state={state}
        />
        <TextField name="groundTitle" label={t.ground.title} value={collaboration.ground_title} state={state} />
        <TextField
          name="groundYear"
          short
          inputmode="numeric"
          label={t.ground.year}
          value={collaboration.ground_year}
          state={state}
        />
        <Actions
          submit={t.challenge.save}
          cancel={{ href: `/collaborations/${collaboration.id}/challenge`, text: identityTexts(language).frame.cancel }}
        />
      </Form>
    </>
  );
}

export function PhasePage(props: { visit: Visit; of: Reading; said: Said; state: FormState }) {
  const { visit, state, said } = props;
  const { collaboration, language } = props.of;
  const t = collaborationTexts(language);
  return (
    <>
      <h1>{t.phase.moveTitle}</h1>
      <p class="section-lead">
        {t.phase.label}: <State shape="underWay" text={t.phase.names[collaboration.phase]} />
      </p>
      <Section heading={collaborationTexts(language).overview.missing}>
        {said.gaps.length > 0 ? <p class="small section-lead">{t.phase.missingLead}</p> : null}
        <GapList gaps={said.gaps} nothing={t.phase.nothingMissing} />
      </Section>
      <ErrorSummary state={state} heading={identityTexts(language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <Choices
          name="phase"
          label={t.phase.to}
          options={allPhases
            .filter((phase) => phase !== collaboration.phase)
            .map((phase) => ({ value: phase, text: t.phase.names[phase] }))}
          state={state}
        />
        <TextArea name="reason" rows={3} label={t.phase.reason} state={state} />
        <Actions
          submit={t.phase.submit}
          cancel={{ href: `/collaborations/${collaboration.id}`, text: identityTexts(language).frame.cancel }}
        />
      </Form>
    </>
  );
}
