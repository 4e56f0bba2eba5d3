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
import { allPhases, drivers, followUpMethods, grounds, ladder } from '../collaboration.ts';
import type { AreaChoice } from '../forms.ts';
import type { JointResultRow } from '../lasting/joint-results.ts';
import { ProjectSection, ResultSection } from '../lasting/pages.tsx';
import type { ProjectRow } from '../lasting/projects.ts';
import { prepareCollaboration } from '../policy.ts';
import type { PartyRow } from '../queries.ts';
import { collaborationTexts } from '../texts.ts';
import type { Reading, Said } from '../workspace.ts';
import { GapList } from './overview-page.tsx';
import { TerritoryPicture } from './territory-page.tsx';

/** How the collaboration is followed up and whom it reaches, where that is said. */
export function FollowUpWays(props: { of: Reading }) {
  const { collaboration, language, formats } = props.of;
  const t = collaborationTexts(language).followUp;
  const methods = collaboration.follow_up_methods;
  const reported = collaboration.is_reported_to_councils;
  if (methods.length === 0 && reported === null) return null;
  return (
    <Section heading={t.heading}>
      {methods.length > 0 ? (
        <p class="section-lead">
          {t.methodsAre(formats.list(methods.map((method) => t.methods[method].toLocaleLowerCase(language))))}
        </p>
      ) : null}
      {reported === null ? null : <p class="section-lead">{reported ? t.isReported : t.isNotReported}</p>}
    </Section>
  );
}

function ChallengeParts(props: { of: Reading }) {
  const { collaboration, language } = props.of;
  const t = collaborationTexts(language).challenge;
  const { challenge_parts: parts, challenge_part_count: count } = collaboration;
  if (parts.length === 0 && count === null) return null;
  return (
    <Section heading={t.partsHeading}>
      {parts.length > 0 ? (
        <ul class="prose section-lead plain-list">
          {parts.map((part) => (
            <li key={part}>{part}</li>
          ))}
        </ul>
      ) : null}
      {count === null || count === parts.length ? null : (
        <p class="small">
          {collaboration.example === 'real' ? t.partsTold(count, parts.length) : t.partsCounted(count, parts.length)}
        </p>
      )}
    </Section>
  );
}

/** The facts of the ground and the time. In a real example what its source does not say is said in one sentence. */
function ChallengePairs(props: { of: Reading; territory: string }) {
  const { collaboration, language } = props.of;
  const t = collaborationTexts(language);
  const isReal = collaboration.example === 'real';
  const ground = collaboration.ground_kind
    ? [
        t.ground.names[collaboration.ground_kind] +
          (collaboration.ground_title ? `: ${collaboration.ground_title}` : ''),
        collaboration.ground_year,
      ]
        .filter(Boolean)
        .join(', ')
    : '';
  const pairs: readonly (readonly [label: string, value: string | number | null, asks: boolean])[] = [
    [t.challenge.territoryLabel, props.territory, true],
    [t.ground.label, ground, true],
    [t.challenge.began, collaboration.began_year, true],
    [t.challenge.wider, collaboration.wider_collaboration, false],
    [t.challenge.supportedBy, collaboration.supported_at_start_by, false],
    [t.challenge.ended, collaboration.ended_year, false],
  ];
  const shown = pairs.filter(([, value, asks]) => value || (asks && !isReal));
  if (shown.length === 0) return null;
  return (
    <dl class="pairs ruled section">
      {shown.map(([label, value]) => (
        <>
          <dt>{label}</dt>
          <dd>{value || t.challenge.notSaid}</dd>
        </>
      ))}
    </dl>
  );
}

export function ChallengePage(props: {
  of: Reading;
  areas: readonly AreaChoice[];
  projects: readonly ProjectRow[];
  results: readonly JointResultRow[];
  parties: readonly PartyRow[];
}) {
  const { collaboration, language, formats } = props.of;
  const t = collaborationTexts(language);
  const isReal = collaboration.example === 'real';
  const chosen = formats.byName(
    props.areas.filter((area) => collaboration.territory.includes(area.code)),
    (area) => area.name,
  );
  const territory = collaboration.territory_name || formats.list(chosen.map((area) => area.name));
  const hasDrivers = collaboration.drivers.length > 0 || collaboration.driver_description !== '';
  const silent = isReal
    ? [
        collaboration.why_none_alone ? '' : t.challenge.silentOf.why,
        hasDrivers ? '' : t.challenge.silentOf.drivers,
        territory ? '' : t.challenge.silentOf.territory,
        collaboration.ground_kind ? '' : t.challenge.silentOf.ground,
        collaboration.began_year ? '' : t.challenge.silentOf.began,
      ].filter(Boolean)
    : [];
  return (
    <>
      <h1>{t.challenge.title}</h1>
      <p class="lead">{collaboration.challenge || t.challenge.notSaid}</p>
      {collaboration.told_confidentiality ? (
        <p>{t.challenge.toldConfidentiality[collaboration.told_confidentiality]}</p>
      ) : null}
      {collaboration.why_none_alone || !isReal ? (
        <Section heading={t.challenge.whyHeading}>
          <p class="prose section-lead">{collaboration.why_none_alone || t.challenge.notSaid}</p>
        </Section>
      ) : null}
      <ChallengeParts of={props.of} />
      {hasDrivers || !isReal ? (
        <Section heading={t.driver.label}>
          <ul class="prose section-lead plain-list">
            {collaboration.drivers.map((driver) => (
              <li key={driver}>{t.driver.names[driver]}</li>
            ))}
          </ul>
          {collaboration.driver_description ? <p class="prose">{collaboration.driver_description}</p> : null}
          {hasDrivers ? null : <p class="small">{t.challenge.notSaid}</p>}
        </Section>
      ) : null}
      <ChallengePairs of={props.of} territory={territory} />
      {silent.length > 0 ? <p class="small section-lead">{t.challenge.silent(formats.list(silent))}</p> : null}
      {props.of.may(prepareCollaboration) ? (
        <p class="actions">
          <a class="button" href={`/collaborations/${collaboration.id}/challenge/edit`}>
            {t.challenge.edit}
          </a>
        </p>
      ) : null}
      <ProjectSection of={props.of} projects={props.projects} />
      <ResultSection of={props.of} results={props.results} parties={props.parties} />
      <TerritoryPicture codes={collaboration.territory} areas={props.areas} territory={territory} language={language} />
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
        <TextArea
          name="parts"
          rows={4}
          label={t.challenge.parts}
          hint={t.challenge.partsHint}
          value={collaboration.challenge_parts.join('\n')}
          state={state}
        />
        <TextField
          name="partCount"
          short
          inputmode="numeric"
          label={t.challenge.partCount}
          value={collaboration.challenge_part_count}
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
        <Choices
          name="followUpMethods"
          many
          label={t.followUp.methodsLabel}
          options={followUpMethods.map((method) => ({ value: method, text: t.followUp.methods[method] }))}
          values={collaboration.follow_up_methods}
          state={state}
        />
        <Choices
          name="reported"
          label={t.followUp.reportedLabel}
          value={
            collaboration.is_reported_to_councils === null
              ? 'unknown'
              : collaboration.is_reported_to_councils
                ? 'yes'
                : 'no'
          }
          options={(['unknown', 'yes', 'no'] as const).map((one) => ({ value: one, text: t.followUp.reported[one] }))}
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
