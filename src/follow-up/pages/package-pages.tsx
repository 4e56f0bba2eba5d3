import { annualWheelTexts, type StepKind } from '../../annual-wheel/index.ts';
import { ContributionShape } from '../../goals/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import type { Children, Markup } from '../../platform/markup/jsx-runtime.ts';
import type { Formats, Language } from '../../platform/texts.ts';
import { Blocks } from '../../ui/document-page.tsx';
import {
  Actions,
  Choices,
  ErrorSummary,
  Form,
  type FormState,
  Hidden,
  TextArea,
  TextField,
  untouched,
  Version,
} from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { type Shape, State } from '../../ui/state.tsx';
import { doneBlocks, type PackageContent, type PackagedGoal } from '../documents/package.tsx';
import {
  outcomes,
  type PackageGoalRow,
  type PackageOutcome,
  type PackageRow,
  type PackageStep,
  stepOf,
} from '../feeding-back.ts';
import { followUpTexts } from '../texts.ts';
import { askedParties, type FullRoundParts } from './full-round-page.tsx';
import { PackageStepLine, settledOf, stepState } from './package-steps.tsx';
import { roundsAt } from './round-parts.tsx';

const outcomeShapes: Readonly<Record<PackageOutcome, Shape>> = {
  beingPrepared: 'underWay',
  takenIn: 'done',
  notTakenIn: 'stoodAside',
};

/** Where the process leader sends the packages, and sees how far each has come. */
export function PackagesPage(
  props: FullRoundParts & {
    packages: readonly PackageRow[];
    stated: readonly PackageGoalRow[];
    addresses: ReadonlyMap<string, string>;
    state: FormState;
  },
) {
  const { visit, of, round, packages, state } = props;
  const t = followUpTexts(of.language).package;
  const here = `${roundsAt(of)}/${round.id}`;
  const asked = askedParties({ ...props, ownParty: undefined });
  const inOrder = props.parties.flatMap((party) => packages.filter((one) => one.party_id === party.id));
  const unsent = asked.filter((party) => !packages.some((one) => one.party_id === party.id));
  return (
    <>
      <p class="trail">
        <a href={here}>{round.name}</a>
      </p>
      <h1>{t.all}</h1>
      <p class="lead">{packages.length === 0 ? t.sendLead : t.sent(packages.length)}</p>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      {packages.length > 0 ? (
        <ul class="rows section-lead">
          {inOrder.map((row) => {
            const step = stepOf(row, props.goals.length, settledOf(row, props.stated));
            return (
              <li key={row.id}>
                <div>
                  <a class="title" href={`${here}/packages/${row.id}`}>
                    {props.parties.find((party) => party.id === row.party_id)?.name}
                  </a>
                  <p>
                    {t.sentOn(of.formats.date(row.sent_at))}, {row.address ? t.toWhom(row.address) : t.withoutLetter}
                  </p>
                </div>
                <State {...stepState(step, of.language)} />
              </li>
            );
          })}
        </ul>
      ) : null}
      {unsent.length > 0 ? (
        <Section heading={packages.length === 0 ? t.addresses : t.send}>
          {packages.length === 0 ? null : <p class="section-lead">{t.sendLead}</p>}
          <Form token={visit.formToken()}>
            {unsent.map((party) => (
              <TextField
                key={party.id}
                name={`address-${party.id}`}
                type="email"
                label={t.addressOf(party.name)}
                hint={party === unsent[0] ? t.addressHint : undefined}
                value={props.addresses.get(party.id)}
                state={state}
              />
            ))}
            <Actions submit={t.send} cancel={{ href: here, text: identityTexts(of.language).frame.cancel }} />
          </Form>
        </Section>
      ) : null}
    </>
  );
}

export interface PackageParts {
  readonly visit: Visit;
  readonly language: Language;
  readonly formats: Formats;
  readonly row: PackageRow;
  readonly content: PackageContent;
  readonly stated: readonly PackageGoalRow[];
  /** Where the forms post to, and the files lie. */
  readonly here: string;
  readonly today: string;
  /** Whether the reader’s own party got it; the process leader enters for the others. */
  readonly isOwn: boolean;
  /** When the party next decides its own budget or plan; null where it has told of no such day. */
  readonly decides: { readonly kind: StepKind; readonly startsOn: string; readonly endsOn: string } | null;
  /** Which form is shown again, and with what. */
  readonly state: FormState;
  readonly open: string | null;
}

/** What the form for all goals was read with: how every goal stood. */
export const settlementVersion = (packageId: string, stated: readonly PackageGoalRow[]): string =>
  stated
    .filter((one) => one.package_id === packageId)
    .map((one) => `${one.goal_id}:${one.version}`)
    .toSorted()
    .join(' ');
const isSettled = ({ content, stated }: PackageParts): boolean =>
  content.goals.every((goal) => stated.some((one) => one.goal_id === goal.goalId && one.outcome !== 'beingPrepared'));

/** What the party says next: one button to receive, one field to register, three to decide. */
function NextStatement(props: PackageParts): Markup {
  const { visit, row, here, today, language } = props;
  const t = followUpTexts(language).package;
  const stateOf = (form: string): FormState => (props.open === form ? props.state : untouched);
  const form = (name: string, step: PackageStep, isNext: boolean, isFilled: boolean, children: Markup) => ({
    isNext,
    shown: (
      <details key={name} open={isNext || props.open === name} class="statement" id={name}>
        <summary>{isFilled ? t.changeStep(t.steps[step]) : t.steps[step]}</summary>
        <Form token={visit.formToken()} action={`${here}/${name}`}>
          {name === 'settlement' ? null : <Version value={row.version} state={stateOf(name)} />}
          {children}
        </Form>
      </details>
    ),
  });
  if (!row.received_at) {
    return (
      <Form token={visit.formToken()} action={`${here}/receipt`}>
        {props.isOwn ? <p>{t.receiveLead}</p> : null}
        <Hidden name="version" value={row.version} />
        <Actions submit={props.isOwn ? t.receive : t.partyReceived} />
      </Form>
    );
  }
  const forms = [
    form(
      'registration',
      'registered',
      !row.registered_on,
      row.registered_on !== null,
      <>
        <TextField name="number" label={t.number} value={row.registration_number} state={stateOf('registration')} />
        <TextField
          name="registeredOn"
          type="date"
          short
          label={t.registeredOn}
          value={row.registered_on ?? today}
          state={stateOf('registration')}
        />
        <Actions submit={t.register} />
      </>,
    ),
    form(
      'preparation',
      'beingPrepared',
      row.registered_on !== null && !row.prepared_on,
      row.prepared_on !== null,
      <>
        <TextField name="instance" label={t.instance} value={row.instance} state={stateOf('preparation')} />
        <TextField
          name="plannedOn"
          type="date"
          short
          label={t.plannedOn}
          hint={
            props.decides
              ? t.plannedByYear(
                  annualWheelTexts(language).steps[props.decides.kind],
                  props.formats.date(props.decides.endsOn),
                )
              : t.plannedHint
          }
          value={row.planned_on ?? (props.decides && props.decides.endsOn >= today ? props.decides.endsOn : '')}
          state={stateOf('preparation')}
        />
        <Actions submit={t.prepare} />
      </>,
    ),
    form(
      'decision',
      'decided',
      row.prepared_on !== null && !row.decided_on,
      row.decided_on !== null,
      <>
        <TextField
          name="decidedBy"
          label={t.decidingInstance}
          value={row.decided_by || row.instance}
          state={stateOf('decision')}
        />
        <TextField
          name="decidedOn"
          type="date"
          short
          label={t.decidedOn}
          value={row.decided_on ?? (row.planned_on && row.planned_on <= today ? row.planned_on : '')}
          state={stateOf('decision')}
        />
        <TextField
          name="paragraph"
          short
          label={t.paragraph}
          hint={t.paragraphHint}
          value={row.paragraph}
          state={stateOf('decision')}
        />
        <Actions submit={t.decide} />
      </>,
    ),
    ...(isSettled(props)
      ? []
      : [
          form(
            'settlement',
            'settled',
            row.decided_on !== null,
            false,
            <>
              <p class="small">{t.settleAllLead}</p>
              <Hidden name="version" value={settlementVersion(row.id, props.stated)} />
              <Choices
                name="outcome"
                label={t.outcome}
                options={(['takenIn', 'notTakenIn'] as const).map((outcome) => ({
                  value: outcome,
                  text: t.outcomes[outcome],
                }))}
                state={stateOf('settlement')}
              />
              <TextField name="place" label={t.place} hint={t.placeHint} state={stateOf('settlement')} />
              <TextArea name="reason" rows={2} label={t.reason} hint={t.reasonHint} state={stateOf('settlement')} />
              <Actions submit={t.settleAll} />
            </>,
          ),
        ]),
  ];
  // What comes next stands first; what has been said already can be changed below.
  return <>{[...forms.filter((one) => one.isNext), ...forms.filter((one) => !one.isNext)].map((one) => one.shown)}</>;
}

function Outcome(props: PackageParts & { goal: PackagedGoal }) {
  const { goal, language, visit, here } = props;
  const t = followUpTexts(language).package;
  const stated = props.stated.find((one) => one.goal_id === goal.goalId);
  const isOpen = props.open === goal.goalId;
  const state = isOpen ? props.state : untouched;
  return (
    <>
      <State
        {...(stated
          ? { shape: outcomeShapes[stated.outcome], text: t.outcomes[stated.outcome] }
          : { shape: 'notStarted' as const, text: t.notStarted })}
      />
      {stated?.place ? <p class="small">{stated.place}</p> : null}
      {stated?.reason ? <p class="small">{stated.reason}</p> : null}
      <details open={isOpen}>
        <summary>
          {t.change}
          <span class="visually-hidden">: {goal.text}</span>
        </summary>
        <Form token={visit.formToken()} action={`${here}/goals/${goal.goalId}`}>
          <Version value={stated?.version ?? 0} state={state} />
          <Choices
            name={`outcome-${goal.goalId}`}
            label={t.outcome}
            value={stated?.outcome}
            options={outcomes.map((outcome) => ({ value: outcome, text: t.outcomes[outcome] }))}
            state={state}
          />
          <TextField
            name={`place-${goal.goalId}`}
            label={t.place}
            hint={t.placeHint}
            value={stated?.place}
            state={state}
          />
          <TextArea
            name={`reason-${goal.goalId}`}
            rows={2}
            label={t.reason}
            hint={t.reasonHint}
            value={stated?.reason}
            state={state}
          />
          <Actions submit={t.settle} />
        </Form>
      </details>
    </>
  );
}

/** The package itself: what was promised and what became of it, goal by goal; and where it is on its way. */
export function PackagePage(
  props: PackageParts & { draftAt: string | null; roundAt: string | null; attached?: Children },
) {
  const { content, language, here, row, state } = props;
  const t = followUpTexts(language).package;
  const contribution = props.isOwn ? t.ownContribution : t.itsContribution;
  const blockTexts = { showAsTable: followUpTexts(language).report.showTable };
  const atParty = props.isOwn ? t.atYours : t.atParty;
  return (
    <>
      {props.roundAt ? (
        <p class="trail no-print">
          <a href={props.roundAt}>{content.round}</a>
        </p>
      ) : null}
      <h1>{t.titleOf(content.party)}</h1>
      <p class="lead">{t.lead}</p>
      <ErrorSummary state={state} heading={identityTexts(language).frame.errors(state.errors.length)} />
      <div class="two">
        <div class="no-print">
          <Section heading={props.isOwn ? t.nextSteps : t.forParty(content.party)}>
            <NextStatement {...props} />
          </Section>
        </div>
        <Section heading={props.isOwn ? t.ours : t.stepsLabel} beside={content.party}>
          <PackageStepLine
            row={row}
            goals={content.goals.length}
            stated={props.stated}
            language={language}
            formats={props.formats}
          />
          {row.stated_by_name ? <p class="small">{t.statedBy(row.stated_by_name)}</p> : null}
          {props.attached}
        </Section>
      </div>
      <Section
        heading={t.goalByGoal}
        main
        beside={
          <span class="file-links no-print">
            <a href={`${here}/word`}>{followUpTexts(language).report.word}</a>
            <a href={`${here}/csv`}>{t.csvFile}</a>
            <a href={`${here}/json`}>{t.json}</a>
          </span>
        }
      >
        <div class="package-goals">
          <p class="package-heads" aria-hidden="true">
            <span>{t.goal}</span>
            <span>{t.texts}</span>
            <span>{contribution}</span>
            <span>{atParty}</span>
          </p>
          {content.goals.map((goal, at) => (
            <article key={goal.goalId} id={`goal-${goal.goalId}`}>
              <h3 lang={content.language}>
                {at + 1} {goal.text}
              </h3>
              <div class="package-texts">
                <h4 class="shown">{t.annualReport}</h4>
                <p lang={content.language}>{goal.annualReport}</p>
                {goal.ownNumbers ? <p class="small">{t.ownNumbers(goal.ownNumbers)}</p> : null}
                <h4 class="shown">{t.budget}</h4>
                <p lang={content.language}>{goal.budget}</p>
                {goal.measures ? <p class="small">{t.agreedMeasures(goal.measures)}</p> : null}
              </div>
              <div>
                <h4>{contribution}</h4>
                {goal.contribution ? (
                  <>
                    <p class="own-form" lang={content.language}>
                      <ContributionShape form={goal.contribution.form} /> {goal.contribution.kind}
                    </p>
                    <p class="small" lang={content.language}>
                      {goal.contribution.text}
                    </p>
                  </>
                ) : (
                  <State shape="notAnswered" text={t.notAnswered} />
                )}
              </div>
              <div>
                <h4>{atParty}</h4>
                <Outcome {...props} goal={goal} />
              </div>
            </article>
          ))}
        </div>
        <div lang={content.language} class="document-part">
          <Blocks texts={blockTexts} blocks={doneBlocks({ ...content, whole: [] })} />
          {content.whole?.length ? (
            <details class="whole-part">
              <summary>{followUpTexts(content.language).inRound.showWhole}</summary>
              <Blocks texts={blockTexts} blocks={doneBlocks({ ...content, own: [] })} />
            </details>
          ) : null}
        </div>
        {props.draftAt ? (
          <p class="actions">
            <a class="button" href={props.draftAt}>
              {t.openDraft}
            </a>
            {row.received_at ? <a href="#decision">{followUpTexts(language).decisionDraft.fillIn}</a> : null}
          </p>
        ) : null}
        <p class="source">
          {t.whoSees} {content.source}
        </p>
      </Section>
    </>
  );
}
