import type { Reading } from '../../collaborations/index.ts';
import { sayKronor } from '../../financing/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import { Actions, Choices, ErrorSummary, Form, type FormState, TextArea, TextField, Version } from '../../ui/form.tsx';
import { Notice, Section } from '../../ui/section.tsx';
import { tradeOffOutcomes } from '../benefit.ts';
import type { BalanceRow, YearOfBalance } from '../gains.ts';
import { writeTradeOff } from '../policy.ts';
import type { TradeOffRow } from '../queries.ts';
import { benefitTexts } from '../texts.ts';
import { baseOf } from './benefit-lines.tsx';

const sum = (years: readonly YearOfBalance[], of: (one: YearOfBalance) => bigint | null): bigint | null =>
  years.reduce<bigint | null>((all, one) => {
    const amount = of(one);
    return amount === null ? all : (all ?? 0n) + amount;
  }, null);

/** What the register and the financing say of the party, to begin from. */
function Facts(props: { of: Reading; row: BalanceRow }) {
  const { of, row } = props;
  const t = benefitTexts(of.language);
  const say = (amount: bigint | null) => (amount === null ? '–' : sayKronor(amount, of.formats));
  const facts: readonly (readonly [string, bigint | null])[] = [
    [t.balance.planned, sum(row.byYear, ({ planned }) => planned)],
    [t.balance.paid, sum(row.byYear, ({ paid }) => paid)],
    [t.balance.expected, sum(row.byYear, ({ expected }) => expected)],
    [t.balance.realised, sum(row.byYear, ({ realised }) => realised)],
  ];
  return (
    <Section heading={t.tradeOff.facts} beside={<a href={`${baseOf(of)}/balance`}>{t.balanceLink}</a>}>
      <dl class="pairs ruled">
        {facts.flatMap(([term, amount]) => [
          <dt>{term}</dt>,
          <dd>{amount === null ? '–' : `${say(amount)} ${t.kronor}`}</dd>,
        ])}
      </dl>
    </Section>
  );
}

function Written(props: { of: Reading; row: TradeOffRow }) {
  const { of, row } = props;
  const t = benefitTexts(of.language);
  const kronor = (ore: string | null) => (ore === null ? '' : `${sayKronor(BigInt(ore), of.formats)} ${t.kronor}`);
  const period = row.first_year === null ? '' : `${row.first_year}–${row.last_year}`;
  const difference = row.cost === null || row.gain === null ? null : BigInt(row.gain) - BigInt(row.cost);
  const signed = (ore: bigint) => `${ore < 0n ? '−' : ''}${sayKronor(ore < 0n ? -ore : ore, of.formats)}`;
  const lines: readonly (readonly [string, string])[] = [
    [t.balance.year, period],
    [t.tradeOff.pays, [kronor(row.cost), row.cost_words].filter(Boolean).join('. ')],
    [t.tradeOff.gains, [kronor(row.gain), row.gain_words].filter(Boolean).join('. ')],
    [t.tradeOff.outcome, row.outcome ? t.tradeOff.outcomes[row.outcome] : ''],
    [t.tradeOff.words, row.words],
  ];
  return (
    <>
      <dl class="pairs ruled">{lines.flatMap(([term, text]) => (text ? [<dt>{term}</dt>, <dd>{text}</dd>] : []))}</dl>
      {difference === null ? null : <p>{t.tradeOff.difference(signed(difference))}</p>}
    </>
  );
}

/** What the party pays against what it gains, in money and in words: written by it and read by it alone. */
export function TradeOffPage(props: {
  visit: Visit;
  of: Reading;
  party: string;
  tradeOff: TradeOffRow | undefined;
  balance: BalanceRow | undefined;
  state: FormState;
}) {
  const { visit, of, tradeOff: one, state } = props;
  const all = benefitTexts(of.language);
  const t = all.tradeOff;
  const kronor = (ore: string | null | undefined) => (ore == null ? '' : sayKronor(BigInt(ore), of.formats));
  const mayWrite = of.may(writeTradeOff, of.user.organisation_id);
  return (
    <>
      <p class="trail">
        <a href={baseOf(of)}>{all.page.back}</a>
      </p>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead(props.party)}</p>
      <Notice>{t.registers}</Notice>
      {props.balance ? <Facts of={of} row={props.balance} /> : null}
      {one ? (
        <Section heading={t.weighedOn(of.formats.date(one.weighed_on))} main>
          <Written of={of} row={one} />
        </Section>
      ) : null}
      {mayWrite ? (
        <>
          <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
          <Form token={visit.formToken()}>
            <Version value={one?.version ?? 0} state={state} />
            <div class="year-fields">
              <TextField
                name="firstYear"
                short
                inputmode="numeric"
                label={t.firstYear}
                value={one?.first_year}
                state={state}
              />
              <TextField
                name="lastYear"
                short
                inputmode="numeric"
                label={t.lastYear}
                value={one?.last_year}
                state={state}
              />
            </div>
            <TextField
              name="cost"
              short
              inputmode="decimal"
              label={t.pays}
              hint={t.paysHint}
              value={kronor(one?.cost)}
              state={state}
            />
            <TextArea name="costWords" rows={3} label={t.paysWords} value={one?.cost_words} state={state} />
            <TextField
              name="gain"
              short
              inputmode="decimal"
              label={t.gains}
              hint={t.gainsHint}
              value={kronor(one?.gain)}
              state={state}
            />
            <TextArea name="gainWords" rows={3} label={t.gainsWords} value={one?.gain_words} state={state} />
            <Choices
              name="outcome"
              label={t.outcome}
              value={one?.outcome ?? ''}
              options={[
                { value: '', text: t.outcomeNone },
                ...tradeOffOutcomes.map((outcome) => ({ value: outcome, text: t.outcomes[outcome] })),
              ]}
              state={state}
            />
            <TextArea name="words" label={t.words} value={one?.words} state={state} />
            <Actions submit={t.save} cancel={{ href: baseOf(of), text: identityTexts(of.language).frame.cancel }} />
          </Form>
        </>
      ) : null}
    </>
  );
}
