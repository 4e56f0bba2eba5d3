import {
  ChannelFields,
  collaborationTexts,
  EnteredNote,
  type EnteredRow,
  type PartyRow,
  prepareCollaboration,
  type Reading,
  speakForParty,
  tellOfParty,
} from '../../collaborations/index.ts';
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
import { Notice, Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { citable } from '../forms.ts';
import { mandateNeeds } from '../mandate-map.ts';
import type { MandateMap } from '../map-of-mandates.ts';
import type { AnswerRow, InterpretationRow, MatterRow } from '../queries.ts';
import { mandateTexts } from '../texts.ts';
import { mandatesAt } from './map-parts.tsx';
import { NeedState, standingState } from './need-shape.tsx';

export interface FormPage {
  readonly visit: Visit;
  readonly of: Reading;
  readonly state: FormState;
}
export const Summary = (props: FormPage) => (
  <ErrorSummary
    state={props.state}
    heading={identityTexts(props.of.language).frame.errors(props.state.errors.length)}
  />
);
export const Trail = (props: { href: string; text: string }) => (
  <p class="trail">
    <a href={props.href}>{props.text}</a>
  </p>
);
export const cancelTo = (of: Reading, href: string) => ({ href, text: identityTexts(of.language).frame.cancel });

export function MatterPage(props: {
  visit: Visit;
  of: Reading;
  row: MandateMap['matters'][number];
  map: MandateMap;
  entered: readonly EnteredRow[];
}) {
  const { visit, of, row, map } = props;
  const { matter, cells, standing } = row;
  const { language, formats, user } = of;
  const t = mandateTexts(language);
  const here = `${mandatesAt(of)}/matters/${matter.id}`;
  const mayPrepare = of.may(prepareCollaboration);
  return (
    <>
      <Trail href={mandatesAt(of)} text={t.title} />
      <h1>{matter.title}</h1>
      <p class="section-lead">
        <State {...standingState(standing, t)} />
        {matter.planned_year ? ` ${t.matter.of(matter.planned_year)}` : ''}
      </p>
      {matter.detail ? <p class="prose">{matter.detail}</p> : null}
      {standing.lacksInterpretation ? (
        <Notice waits>
          {t.matter.lacks}{' '}
          {mayPrepare ? (
            <a href={`${mandatesAt(of)}/interpretations/new?matter=${matter.id}`}>{t.matter.keep}</a>
          ) : null}
        </Notice>
      ) : null}
      <Section heading={t.matter.answers} main>
        <ul class="rows">
          {cells.map(({ party, answer, cell }) => {
            const entered = props.entered.find((one) => one.subject_id === answer?.id);
            const cited = map.cited(answer);
            const isOwn = party.organisation_id === user.organisation_id;
            return (
              <li key={party.id}>
                <div>
                  <div class="title">
                    <a href={`${mandatesAt(of)}/cards/${party.id}`}>{party.name}</a>
                  </div>
                  <NeedState cell={cell} texts={t} />
                  {answer?.note ? <p>{answer.note}</p> : null}
                  {answer?.instance ? (
                    <p>
                      {t.matter.decidedBy} {answer.instance}.
                      {answer.expected_on ? ` ${t.matter.expected} ${formats.date(answer.expected_on)}.` : ''}
                    </p>
                  ) : null}
                  {answer?.alternatives ? (
                    <p>
                      {t.matter.alternatives}: {answer.alternatives}
                    </p>
                  ) : null}
                  {answer?.no_alternatives_because ? (
                    <p>
                      {t.matter.noAlternatives}: {answer.no_alternatives_because}
                    </p>
                  ) : null}
                  {cited ? (
                    <p>
                      <a href={`${mandatesAt(of)}/interpretations/${cited.id}`}>
                        {t.matter.cites(cited.place, cited.number, formats.date(cited.agreed_on))}
                      </a>
                      {cited.number < cited.newest ? ` ${t.matter.reworded(cited.newest)}` : ''}
                    </p>
                  ) : null}
                  {entered ? (
                    <div>
                      <EnteredNote
                        entered={entered}
                        party={party.name}
                        texts={collaborationTexts(language)}
                        formats={formats}
                      />
                    </div>
                  ) : null}
                </div>
                {of.may(tellOfParty, party.organisation_id) ? (
                  <a
                    href={`${here}/answers/${party.id}`}
                    aria-label={`${party.name}: ${answer ? t.matter.changeAnswer : isOwn ? t.matter.answer : t.matter.enter}`}
                  >
                    {answer ? t.matter.changeAnswer : isOwn ? t.matter.answer : t.matter.enter}
                  </a>
                ) : null}
              </li>
            );
          })}
        </ul>
      </Section>
      {mayPrepare ? (
        <>
          <p class="actions">
            <a class="button second" href={`${here}/edit`}>
              {t.matter.change}
            </a>
          </p>
          <details>
            <summary>{t.matter.withdraw}</summary>
            <p class="small">{t.matter.withdrawLead}</p>
            <Form token={visit.formToken()} action={`${here}/withdrawal`} inline>
              <div class="actions">
                <button class="button second" type="submit">
                  {t.matter.withdraw}
                </button>
              </div>
            </Form>
          </details>
        </>
      ) : null}
    </>
  );
}

export function EditMatterPage(props: FormPage & { matter: MatterRow | undefined }) {
  const { visit, of, state, matter } = props;
  const t = mandateTexts(of.language).matter;
  const back = matter ? `${mandatesAt(of)}/matters/${matter.id}` : mandatesAt(of);
  return (
    <>
      <Trail href={mandatesAt(of)} text={mandateTexts(of.language).title} />
      <h1>{matter ? t.editTitle : t.newTitle}</h1>
      <Summary {...props} />
      <Form token={visit.formToken()}>
        {matter ? <Version value={matter.version} state={state} /> : null}
        <TextField name="title" label={t.name} hint={t.nameHint} value={matter?.title} state={state} />
        <TextArea name="detail" rows={3} label={t.detail} value={matter?.detail} state={state} />
        <TextField name="year" short inputmode="numeric" label={t.year} value={matter?.planned_year} state={state} />
        <Actions submit={t.save} cancel={cancelTo(of, back)} />
      </Form>
    </>
  );
}

export function AnswerPage(
  props: FormPage & {
    matter: MatterRow;
    party: PartyRow;
    before: AnswerRow | undefined;
    interpretations: readonly InterpretationRow[];
    isForAnother: boolean;
  },
) {
  const { visit, of, state, matter, party, before, isForAnother } = props;
  const t = mandateTexts(of.language);
  const words = t.answer;
  const choices = citable(props.interpretations, before);
  return (
    <>
      <Trail href={`${mandatesAt(of)}/matters/${matter.id}`} text={matter.title} />
      <h1>{isForAnother ? words.titleFor(party.name) : words.title}</h1>
      <p class="lead">{matter.title}</p>
      {isForAnother ? <Notice waits>{t.form.enterLead}</Notice> : null}
      <Summary {...props} />
      <Form token={visit.formToken()}>
        <Version value={before?.version ?? 0} state={state} />
        <Choices
          name="need"
          label={words.need}
          value={before?.need}
          options={mandateNeeds.map((need) => ({ value: need, text: t.needs[need], hint: t.needHints[need] }))}
          state={state}
        />
        <TextArea name="note" rows={3} label={words.note} hint={words.noteHint} value={before?.note} state={state} />
        <div class="for-decision">
          <TextField
            name="instance"
            label={words.instance}
            hint={words.instanceHint}
            value={before?.instance}
            state={state}
          />
          <TextField
            name="expected"
            type="date"
            short
            label={words.expected}
            value={before?.expected_on}
            state={state}
          />
        </div>
        <div class="for-alternatives">
          <TextArea
            name="alternatives"
            rows={4}
            label={words.alternatives}
            hint={words.alternativesHint}
            value={before?.alternatives}
            state={state}
          />
          <TextArea
            name="noAlternatives"
            rows={2}
            label={words.noAlternatives}
            value={before?.no_alternatives_because}
            state={state}
          />
        </div>
        {choices.length > 0 ? (
          <Select
            name="interpretation"
            label={words.interpretation}
            value={before?.interpretation_id ? `${before.interpretation_id} ${before.interpretation_number}` : ''}
            options={[
              { value: '', text: words.interpretationNone },
              ...choices.map((one) => ({
                value: `${one.id} ${one.number}`,
                text: `${t.matter.cites(one.place, one.number, of.formats.date(one.agreed_on))}: ${one.question}`,
              })),
            ]}
            state={state}
          />
        ) : null}
        {isForAnother ? <ChannelFields language={of.language} state={state} /> : null}
        <p class="small mandate-note">{words.records}</p>
        <Actions submit={words.save} cancel={cancelTo(of, `${mandatesAt(of)}/matters/${matter.id}`)} />
      </Form>
      <OwnTalk of={of} party={party} />
    </>
  );
}

/** What a party only thinks about stays its own: the way to where that is written. */
export function OwnTalk(props: { of: Reading; party: PartyRow }) {
  const { of, party } = props;
  const t = mandateTexts(of.language).answer;
  if (!of.may(speakForParty, party.organisation_id) || party.organisation_id !== of.user.organisation_id) return null;
  return (
    <p class="small section">
      {t.ownTalk}{' '}
      <a href={`/collaborations/${of.collaboration.id}/internal-material/new?kind=mandate`}>{t.ownTalkLink}</a>
    </p>
  );
}
