import type { Said } from '../../collaborations/index.ts';
import { dayOf, speaksFor } from '../../identity/index.ts';
import { countInWords } from '../../platform/texts.ts';
import { Actions, Choices, Form, Hidden, untouched } from '../../ui/form.tsx';
import { Marked } from '../../ui/markdown.tsx';
import { State } from '../../ui/state.tsx';
import { Afterwards } from '../afterwards/index.ts';
import { moneyClauseOf } from '../agreed-money.ts';
import { missingClauses } from '../agreement.ts';
import { dataOf } from '../clause-data.ts';
import { bindingLead } from '../deciding/lead.ts';
import { answerAgreements, writeAgreements } from '../policy.ts';
import type { AgreementPartyRow, ClauseRow } from '../queries.ts';
import { agreementTexts } from '../texts.ts';
import { AgreedMoney } from './agreed-money.tsx';
import { type AgreementParts, stateOf, versionPath } from './agreement-parts.ts';
import { AgreementFactsList, BesideAgreement } from './beside-agreement.tsx';
import { ChangedSince, DutyTable, MissingClause, OrderTable } from './clause-parts.tsx';
import { Comments } from './comment-parts.tsx';

/** Has neither said no nor gone. */
const mayStillBeBound = (party: AgreementPartyRow): boolean =>
  party.outcome !== 'rejected' && party.stance !== 'declines' && party.left_on === null;

/** Where this wording stands, in few sentences. */
export function leadOf(
  parts: Pick<AgreementParts, 'of' | 'agreement' | 'version' | 'versions' | 'parties' | 'states'>,
): string {
  const { of, agreement, version, versions } = parts;
  const t = agreementTexts(of.language).page;
  if (of.collaboration.example === 'real') {
    return agreement.agreed_year ? t.leads.known(agreement.agreed_year) : t.leads.knownWithoutYear;
  }
  const { state, from, bound } = stateOf(parts);
  const { number } = version;
  const older = versions.find((one) => one.number < number && one.entered_into_force_on && !one.replaced_on);
  const required = parts.parties.filter((one) => one.is_required).map((one) => one.party_name);
  const said = {
    draft: () => t.leads.draft(number),
    sent: () =>
      version.answers_due_on
        ? t.leads.sent(number, of.formats.date(version.answers_due_on))
        : t.leads.sentWithoutDate(number),
    awaits: () => t.leads.awaits(number),
    comes: () => t.leads.inForce(number, of.formats.date(from ?? '')),
    inForce: () => t.leads.inForce(number, of.formats.date(from ?? '')),
    replaced: () => t.leads.replaced(number, of.formats.date(version.replaced_on ?? '')),
    expired: () => t.leads.ended(number, of.formats.date(version.ends_on ?? '')),
    ended: () => t.leads.ended(number, of.formats.date(agreement.ended_on ?? '')),
  }[state]();
  const isSettled = version.locked_at !== null;
  const still = state === 'comes' || state === 'inForce' ? parts.parties.filter(mayStillBeBound).length - bound : 0;
  return [
    said,
    version.least_bound && agreement.ground !== 'adoptedByOne'
      ? isSettled && !agreement.is_taken_over
        ? t.leastAndBound(countInWords(of.language, version.least_bound), countInWords(of.language, bound), bound)
        : t.least(countInWords(of.language, version.least_bound))
      : '',
    required.length > 0 ? t.required(of.formats.list(required)) : '',
    still > 0 && !agreement.is_taken_over ? t.boundLater(countInWords(of.language, still), still) : '',
    older && ['draft', 'sent', 'awaits', 'comes'].includes(state) ? t.olderAgreed(older.number) : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function Clause(props: AgreementParts & { said: Said; clause: ClauseRow; at: number; isOpen: boolean }) {
  const { of, clause, at, version, isOpen } = props;
  const t = agreementTexts(of.language).page;
  const here = `${versionPath(of, version)}/clauses/${clause.id}`;
  const duties = props.undertakings.filter((one) => one.clause_id === clause.id);
  const data = dataOf(clause.kind, version, of);
  const mayWrite = isOpen && of.may(writeAgreements);
  const money = clause === moneyClauseOf(version, props.clauses);
  const order = clause.kind === 'decisionOrder' ? (props.order[0]?.lines ?? []) : [];
  const isOnlyThere = clause.text === '' && !money && data.length + order.length + duties.length === 0;
  return (
    <section class="clause" id={`clause-${clause.place}`} aria-label={t.numbered(at + 1, clause.heading)}>
      <h2>{t.numbered(at + 1, clause.heading)}</h2>
      {clause.is_carried_over ? (
        <p class="small">
          <State shape="notStarted" text={t.carriedOver} />
        </p>
      ) : null}
      <Marked text={clause.text} />
      {isOnlyThere && props.agreement.is_taken_over ? (
        <p class="small">
          <a href={`${versionPath(of, version)}/pdf`}>
            {agreementTexts(of.language).takeOver.inOriginal} <span class="visually-hidden">{clause.heading}</span>
          </a>
        </p>
      ) : null}
      {money ? <AgreedMoney {...props} /> : null}
      {data.length > 0 ? (
        <dl class="pairs small">
          {data.map(([name, value]) => (
            <>
              <dt key={name}>{name}</dt>
              <dd>{value}</dd>
            </>
          ))}
        </dl>
      ) : null}
      {clause.kind === 'coordination' && version.follow_up_months ? (
        <p class="small no-print">
          <a href={`/collaborations/${of.collaboration.id}/follow-up`}>{t.rounds}</a>
        </p>
      ) : null}
      {clause.kind === 'decisionOrder' ? <OrderTable of={of} lines={order} /> : null}
      <DutyTable of={of} duties={duties} said={props.said} editAt={mayWrite ? here : undefined} />
      <ChangedSince of={of} clause={clause} before={props.before.find((one) => one.thread_id === clause.thread_id)} />
      <Comments {...props} clause={clause} />
      {mayWrite ? (
        <div class="clause-actions small">
          <a href={`${here}/edit`}>
            {t.edit} <span class="visually-hidden">{clause.heading}</span>
          </a>
          {clause.kind === 'roles' ? <a href={`${here}/duties/new`}>{t.addDuty}</a> : null}
          {(['up', 'down'] as const)
            .filter((way) => (way === 'up' ? at > 0 : at < props.clauses.length - 1))
            .map((way) => (
              <Form key={way} token={props.visit.formToken()} action={`${here}/place`} inline>
                <Hidden name="way" value={way} />
                <button class="link-button" type="submit">
                  {t[way]} <span class="visually-hidden">{clause.heading}</span>
                </button>
              </Form>
            ))}
        </div>
      ) : null}
    </section>
  );
}

/** What has changed since the wording before: the sections that nobody has read yet, to let stand or to change. */
function CarriedOver(props: AgreementParts) {
  const { of, clauses, version, visit } = props;
  const t = agreementTexts(of.language).page;
  const carried = clauses.filter((one) => one.is_carried_over);
  if (carried.length === 0) return null;
  const here = versionPath(of, version);
  return (
    <section class="section" id="carried-over" aria-label={t.whatChanged}>
      <header>
        <h2>{t.whatChanged}</h2>
        <State shape="waits" text={t.unread(carried.length)} />
      </header>
      <p class="section-lead">{t.whatChangedLead}</p>
      <Form token={visit.formToken()} action={`${here}/carried-over`}>
        <Choices
          name="read"
          many
          values={[]}
          label={t.standLabel}
          options={carried.map((one) => ({
            value: one.id,
            text: t.numbered(clauses.indexOf(one) + 1, one.heading),
          }))}
          state={untouched}
        />
        <Actions submit={t.letStand} />
      </Form>
    </section>
  );
}

export function AgreementPage(props: AgreementParts & { said: Said }) {
  const { of, agreement, version, clauses, visit } = props;
  const t = agreementTexts(of.language);
  const isReal = of.collaboration.example === 'real';
  const isOpen = version.locked_at === null && !isReal;
  const mayWrite = of.may(writeAgreements);
  const here = versionPath(of, version);
  const missing = isOpen ? missingClauses(clauses) : [];
  const newer = props.versions.find((one) => one.number > version.number);
  const own = props.parties.find((one) => speaksFor(of.user, of.collaboration.id, one.organisation_id));
  const mayAnswer = isOpen && version.sent_at !== null && own && of.may(answerAgreements, own.organisation_id);
  return (
    <>
      <p class="trail">
        <a href={`/collaborations/${of.collaboration.id}/agreements`}>{t.listTitle}</a>
      </p>
      <h1>{agreement.title}</h1>
      <p class="lead">{version.locked_at && !isReal ? bindingLead(props) : leadOf(props)}</p>
      {newer ? (
        <p class="section-lead">
          {t.page.newer(newer.number)} <a href={versionPath(of, newer)}>{t.page.openNewer}</a>
        </p>
      ) : null}
      {isOpen && mayWrite ? <CarriedOver {...props} /> : null}
      {props.binding.line}
      {props.binding.table}
      <div class="agreement-columns">
        <div>
          {clauses.length === 0 ? isReal ? <AgreementFactsList {...props} /> : <p>{t.page.noClauses}</p> : null}
          {clauses.map((clause, at) => (
            <Clause key={clause.id} {...props} clause={clause} at={at} isOpen={isOpen} />
          ))}
          {isOpen && mayWrite && clauses.length === 0 ? (
            <Form token={visit.formToken()} action={`${here}/usual-clauses`}>
              <p class="small">{t.page.startWithHint}</p>
              <div class="actions">
                <button class="button" type="submit">
                  {t.page.startWith}
                </button>
              </div>
            </Form>
          ) : null}
          {missing.length > 0 ? (
            <section class="section" aria-label={t.page.clausesMissing(missing.length)}>
              <header>
                <h2>
                  <State shape="missing" text={t.page.clausesMissing(missing.length)} />
                </h2>
              </header>
              <ul class="rows missing-clauses">
                {missing.map((kind) => (
                  <MissingClause
                    key={kind}
                    of={of}
                    kind={kind}
                    href={mayWrite ? `${here}/clauses/new?kind=${kind}` : undefined}
                  />
                ))}
              </ul>
            </section>
          ) : null}
          {isOpen && mayWrite && clauses.length > 0 ? (
            <p class="small">
              <a href={`${here}/clauses/new?kind=other`}>{t.page.addClause}</a>
            </p>
          ) : null}
        </div>
        <BesideAgreement {...props} isOpen={isOpen} own={own} mayAnswer={Boolean(mayAnswer)} />
      </div>
      {stateOf(props).state === 'inForce' && !isReal ? (
        <Afterwards
          of={of}
          here={`/collaborations/${of.collaboration.id}/agreements/${agreement.id}`}
          today={dayOf(of.now)}
          term={version}
          parties={props.bound}
          withdrawals={props.withdrawals}
          disputes={props.disputes}
        />
      ) : null}
    </>
  );
}
