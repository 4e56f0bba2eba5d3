import { ChannelFields, type Reading } from '../../../collaborations/index.ts';
import { sayHours, sayKronor } from '../../../financing/index.ts';
import { identityTexts, speaksFor, type Visit } from '../../../identity/index.ts';
import {
  Actions,
  ErrorSummary,
  Form,
  type FormState,
  Hidden,
  Select,
  TextArea,
  TextField,
  Version,
} from '../../../ui/form.tsx';
import { StepList } from '../../../ui/line.tsx';
import { Notice, Section } from '../../../ui/section.tsx';
import { type Shape, State } from '../../../ui/state.tsx';
import type { PlannedAfter } from '../money-after.ts';
import { answerTakeovers } from '../policy.ts';
import type { BoundParty, ClauseInForce, TextInForce } from '../text-in-force.ts';
import { afterwardsTexts } from '../texts.ts';
import { fates, isOpenStill, type PromisedRow, type WithdrawalRow, type WithdrawalState } from '../withdrawal.ts';

export const withdrawalShapes: Record<WithdrawalState, Shape> = {
  running: 'underWay',
  due: 'waits',
  leftAlready: 'stoodAside',
  takenBack: 'stoodAside',
};

const agreementOf = (of: Reading, visit: Visit): string =>
  `/collaborations/${of.collaboration.id}/agreements/${visit.params.agreement}`;

/** The words of a clause in force, as what the case follows. */
export function ClauseQuoted(props: { clause: ClauseInForce | undefined; heading: string; none: string }) {
  return (
    <Section heading={props.heading}>
      {props.clause ? (
        <blockquote>
          {props.clause.text
            .split(/\n{2,}/)
            .filter(Boolean)
            .map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
        </blockquote>
      ) : (
        <p class="small section-lead">{props.none}</p>
      )}
    </Section>
  );
}

/** A party gives notice: a few facts, and the day it leaves reckoned from what the text says. */
export function NoticePage(props: {
  visit: Visit;
  of: Reading;
  text: TextInForce;
  party: BoundParty;
  clause: ClauseInForce | undefined;
  isForAnother: boolean;
  state: FormState;
}) {
  const { visit, of, state, text } = props;
  const t = afterwardsTexts(of.language);
  return (
    <>
      <p class="trail">
        <a href={agreementOf(of, visit)}>{t.afterwards.back}</a>
      </p>
      <h1>{props.isForAnother ? t.notice.titleFor(props.party.name) : t.notice.title}</h1>
      <p class="lead">{t.notice.lead}</p>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <ClauseQuoted
        clause={props.clause}
        heading={t.withdrawal.whatTextSays}
        none={text.notice_months === null ? t.withdrawal.noClause : t.withdrawal.noClauseButTime(text.notice_months)}
      />
      <Form token={visit.formToken()}>
        <TextField name="noticedOn" type="date" short label={t.notice.noticedOn} state={state} />
        <TextField
          name="leavesOn"
          type="date"
          short
          label={t.notice.leavesOn}
          hint={text.notice_months === null ? t.notice.leavesHintOpen : t.notice.leavesHint(text.notice_months)}
          state={state}
        />
        <TextArea name="because" rows={3} label={t.notice.because} hint={t.notice.becauseHint} state={state} />
        <TextField name="decidedOn" type="date" short label={t.notice.decidedOn} state={state} />
        <TextField name="instance" label={t.notice.instance} state={state} />
        <TextField name="paragraph" short label={t.notice.paragraph} state={state} />
        <TextField name="registrationNumber" short label={t.notice.registrationNumber} state={state} />
        {props.isForAnother ? <ChannelFields language={of.language} state={state} /> : null}
        <Actions submit={t.notice.submit} cancel={{ href: agreementOf(of, visit), text: t.withdrawal.cancel }} />
      </Form>
    </>
  );
}

interface WithdrawalParts {
  visit: Visit;
  of: Reading;
  withdrawal: WithdrawalRow;
  promised: readonly PromisedRow[];
  others: readonly BoundParty[];
  state: FormState;
}

const stateOfPromise = (one: PromisedRow, by: string, t: ReturnType<typeof afterwardsTexts>['withdrawal']) => {
  if (one.becomes === null) return { shape: 'notAnswered' as const, text: t.open };
  if (one.becomes !== 'isTakenOver') {
    return { shape: one.becomes === 'ends' ? ('stoodAside' as const) : ('done' as const), text: t.fate[one.becomes] };
  }
  if (one.is_accepted === null) return { shape: 'waits' as const, text: t.waitsFor(by) };
  return one.is_accepted
    ? { shape: 'done' as const, text: t.takenOver(by) }
    : { shape: 'notAnswered' as const, text: t.willNot(by) };
};

/** One thing promised, what becomes of it, and the answer of the party asked to take it over. */
function PromiseLine(props: WithdrawalParts & { standing: WithdrawalState; promise: PromisedRow; here: string }) {
  const { of, promise: one } = props;
  const t = afterwardsTexts(of.language).withdrawal;
  const by = props.others.find(({ party_id }) => party_id === one.taken_over_by_party_id);
  const isOwn = by !== undefined && speaksFor(of.user, of.collaboration.id, by.organisation_id);
  const isAsked =
    by !== undefined &&
    one.becomes === 'isTakenOver' &&
    props.standing !== 'takenBack' &&
    !(props.standing === 'leftAlready' && one.is_accepted) &&
    of.may(answerTakeovers, by.organisation_id) &&
    // Its own yes is changed by itself.
    (isOwn || !one.is_accepted);
  return (
    <li>
      <div>
        <span class="title">{one.text}</span>
        {[one.amount, one.note, one.answer_note].filter(Boolean).map((said) => (
          <p key={said}>{said}</p>
        ))}
        {isAsked ? (
          <p>
            <a
              class={isOwn && one.is_accepted === null ? 'button slim' : 'small-link'}
              href={`${props.here}/undertakings/${one.settlement_id}/answer`}
            >
              {isOwn ? (one.is_accepted === null ? t.answerHere : t.changeAnswer) : t.answerForThem(by.name)}
              <span class="visually-hidden"> {one.text}</span>
            </a>
          </p>
        ) : null}
      </div>
      <State {...stateOfPromise(one, by?.name ?? '', t)} />
    </li>
  );
}

/** What the plans count on from the party once it has left: a gap until they are changed. */
function MoneyAfter(props: { of: Reading; money: readonly PlannedAfter[] }) {
  const { of, money } = props;
  const t = afterwardsTexts(of.language);
  if (money.length === 0) return null;
  return (
    <Section heading={t.withdrawal.moneyAfter}>
      <p class="section-lead">
        <State shape="missing" text={t.withdrawal.moneyAfterLead} />
      </p>
      <ul class="rows">
        {money.map((one) => (
          <li key={`${one.planId}-${one.year}`}>
            <a class="title" href={`/collaborations/${of.collaboration.id}/financing/${one.planId}`}>
              {t.withdrawal.moneyYear(one.plan, one.year)}
            </a>
            <span>
              {[
                one.amount === null ? '' : t.former.kronor(sayKronor(one.amount, of.formats)),
                one.minutes === null ? '' : t.former.hours(sayHours(one.minutes, of.formats)),
              ]
                .filter(Boolean)
                .join(', ') || t.withdrawal.open}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** One withdrawal: what the text says, what becomes of each promise, and what is still to be done. */
export function WithdrawalPage(
  props: WithdrawalParts & {
    standing: WithdrawalState;
    clause: ClauseInForce | undefined;
    mayChange: boolean;
    money: readonly PlannedAfter[];
    /** Nobody but the party leads the collaboration. */
    leadsAlone: boolean;
  },
) {
  const { visit, of, withdrawal, standing, state } = props;
  const t = afterwardsTexts(of.language).withdrawal;
  const { date } = of.formats;
  const isOpen = standing === 'running' || standing === 'due';
  const isSettled = withdrawal.money_text !== null && !props.promised.some(isOpenStill);
  const here = `${agreementOf(of, visit)}/withdrawals/${withdrawal.id}`;
  return (
    <>
      <p class="trail">
        <a href={agreementOf(of, visit)}>{afterwardsTexts(of.language).afterwards.back}</a>
      </p>
      <h1>{(standing === 'leftAlready' ? t.titleAfter : t.title)(withdrawal.party_name)}</h1>
      <p>
        <State
          shape={withdrawalShapes[standing]}
          text={
            standing === 'takenBack' && withdrawal.taken_back_on
              ? t.takenBack(date(withdrawal.taken_back_on), withdrawal.taken_back_because)
              : standing === 'leftAlready'
                ? t.left(date(withdrawal.leaves_on))
                : standing === 'due'
                  ? t.dayIsHere(date(withdrawal.leaves_on))
                  : t.leavesOn(date(withdrawal.leaves_on))
          }
        />
      </p>
      {standing === 'takenBack' ? null : (
        <p class="lead">
          {standing === 'leftAlready' ? '' : `${t.onTheDay} `}
          {withdrawal.stays ? t.staysIn : standing === 'leftAlready' ? t.leftWhole : t.leavesWhole}
        </p>
      )}
      {standing === 'takenBack' ? null : (
        <StepList
          label={t.line}
          words={t.standing}
          steps={[
            { name: t.steps.noticed, beside: date(withdrawal.noticed_on), standing: 'done' },
            {
              name: t.steps.settled,
              detail: isSettled ? undefined : withdrawal.money_text === null ? t.open : t.awaitsAnswers,
              standing: isSettled ? 'done' : 'here',
            },
            {
              name: t.steps.leaves,
              beside: date(withdrawal.leaves_on),
              standing: standing === 'leftAlready' ? 'done' : isSettled ? 'here' : 'ahead',
            },
          ]}
        />
      )}
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      {standing !== 'takenBack' && !isSettled ? (
        <Notice waits>{withdrawal.money_text === null ? t.unsettledWaits : t.promisesWait}</Notice>
      ) : null}
      {isOpen && props.leadsAlone && !withdrawal.stays ? <Notice waits>{t.leads}</Notice> : null}
      <Section heading={t.promised} main>
        <p class="small section-lead">{props.promised.length === 0 ? t.nothingPromised : t.promisedLead}</p>
        <ul class="rows">
          {props.promised.map((one) => (
            <PromiseLine key={one.id} {...props} promise={one} here={here} />
          ))}
        </ul>
      </Section>
      <Section heading={t.money}>
        <p>{withdrawal.money_text ?? t.open}</p>
      </Section>
      {standing === 'takenBack' ? null : <MoneyAfter of={of} money={props.money} />}
      <Section heading={t.data}>
        <p>{withdrawal.data_text ?? t.open}</p>
      </Section>
      {withdrawal.because === '' ? null : (
        <Section heading={t.because}>
          <p>{withdrawal.because}</p>
        </Section>
      )}
      {withdrawal.decided_on ? (
        <Section heading={t.decision}>
          <p>
            {[withdrawal.instance, withdrawal.paragraph, date(withdrawal.decided_on)].filter(Boolean).join(', ')}
            {withdrawal.registration_number ? ` (${t.registrationNumber} ${withdrawal.registration_number})` : ''}
          </p>
        </Section>
      ) : null}
      <ClauseQuoted clause={props.clause} heading={t.whatTextSays} none={t.noClauseHere} />
      {standing !== 'takenBack' && props.mayChange && (isOpen || !isSettled) ? (
        <p class="actions">
          <a class="button" href={`${here}/settlement`}>
            {t.settle}
          </a>
        </p>
      ) : null}
      {isOpen && props.mayChange ? (
        <details class="section" open={state.errors.length > 0}>
          <summary>{t.takeBack}</summary>
          <Form token={visit.formToken()} action={`${here}/taking-back`}>
            <TextArea name="takeBackBecause" rows={2} label={t.takeBackBecause} state={state} />
            <Version value={withdrawal.version} state={state} />
            <Actions submit={t.takeBack} />
          </Form>
        </details>
      ) : null}
    </>
  );
}

/** Once the party has left, what has been answered stands; the rest is still to be said. */
const toSay = ({ withdrawal, promised }: Pick<WithdrawalParts, 'withdrawal' | 'promised'>) =>
  withdrawal.carried_out_at ? promised.filter(isOpenStill) : promised;

/** What becomes of every promise, of the money and of what has been shared. */
export function SettlePage(props: WithdrawalParts) {
  const { visit, of, withdrawal, state } = props;
  const t = afterwardsTexts(of.language);
  const here = `${agreementOf(of, visit)}/withdrawals/${withdrawal.id}`;
  return (
    <>
      <p class="trail">
        <a href={here}>{t.withdrawal.title(withdrawal.party_name)}</a>
      </p>
      <h1>{t.withdrawal.settleTitle(withdrawal.party_name)}</h1>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        {toSay(props).map((one) => (
          <fieldset class="field" key={one.id}>
            <legend>{one.text}</legend>
            <Select
              name={`becomes-${one.id}`}
              label={t.withdrawal.becomes}
              options={[
                { value: '', text: t.withdrawal.open },
                ...fates.map((fate) => ({ value: fate, text: t.withdrawal.fate[fate] })),
              ]}
              value={one.becomes}
              state={state}
            />
            <Select
              name={`by-${one.id}`}
              label={t.withdrawal.takenOverBy}
              hint={t.withdrawal.takenOverHint}
              options={[
                { value: '', text: t.withdrawal.nobody },
                ...props.others.map(({ party_id, name }) => ({ value: party_id, text: name })),
              ]}
              value={one.taken_over_by_party_id}
              state={state}
            />
            <TextField name={`note-${one.id}`} label={t.withdrawal.note} value={one.note} state={state} />
          </fieldset>
        ))}
        <TextArea
          name="money"
          rows={3}
          label={t.withdrawal.money}
          hint={t.withdrawal.moneyHint}
          value={withdrawal.money_text}
          state={state}
        />
        <TextArea
          name="data"
          rows={3}
          label={t.withdrawal.data}
          hint={t.withdrawal.dataHint}
          value={withdrawal.data_text}
          state={state}
        />
        {withdrawal.carried_out_at ? (
          <Hidden name="leavesOn" value={withdrawal.leaves_on} />
        ) : (
          <TextField
            name="leavesOn"
            type="date"
            short
            label={t.notice.leavesOn}
            value={withdrawal.leaves_on}
            state={state}
          />
        )}
        <Version value={withdrawal.version} state={state} />
        <Actions submit={t.withdrawal.save} cancel={{ href: here, text: t.withdrawal.cancel }} />
      </Form>
    </>
  );
}
