import { ChannelFields, type PartyRow, type Reading } from '../../collaborations/index.ts';
import { sayKronor } from '../../financing/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import {
  Actions,
  Choices,
  ErrorSummary,
  Form,
  type FormState,
  Hidden,
  Select,
  TextArea,
  TextField,
  Version,
} from '../../ui/form.tsx';
import { Notice } from '../../ui/section.tsx';
import { benefitKinds, byYear } from '../benefit.ts';
import { receiverValue } from '../forms.ts';
import type { BenefitRow, EstimateRow } from '../queries.ts';
import { type FormRows, prepares, speaksHere, taking } from '../reading-benefits.ts';
import { benefitTexts } from '../texts.ts';
import { addressOf, baseOf, unitOf } from './benefit-lines.tsx';

interface FormPage {
  readonly visit: Visit;
  readonly of: Reading;
  readonly state: FormState;
}

function Head(props: FormPage & { title: string; back: { readonly href: string; readonly text: string } }) {
  const { of, state } = props;
  return (
    <>
      <p class="trail">
        <a href={props.back.href}>{props.back.text}</a>
      </p>
      <h1>{props.title}</h1>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
    </>
  );
}

const cancelTo = (of: Reading, href: string) => ({ href, text: identityTexts(of.language).frame.cancel });
/** The day a party said it: today unless another is chosen. */
const saidToday = (state: FormState, today: string): FormState =>
  state.typed.statedOn === undefined ? { ...state, typed: { ...state.typed, statedOn: today } } : state;

export function EditBenefitPage(props: FormPage & { rows: FormRows; benefit: BenefitRow | undefined; today: string }) {
  const { visit, of, state, rows, benefit: one } = props;
  const all = benefitTexts(of.language);
  const t = all.form;
  const parties = taking(rows.parties);
  const own = parties.find(({ organisation_id }) => organisation_id === of.user.organisation_id);
  const mayEnter =
    prepares(of, parties) && (one === undefined || one.entered_by_organisation_id !== null || one.party_id === null);
  const nameOf = (organisation: string) => parties.find((p) => p.organisation_id === organisation)?.name ?? '';
  const seats = [...new Map(rows.seats.map((seat) => [seat.seat_id, seat])).values()].filter(
    ({ organisation_id }) => nameOf(organisation_id) !== '',
  );
  const partyOptions = parties.map(({ id, name }) => ({ value: id, text: name }));
  return (
    <>
      <Head
        {...props}
        title={one ? t.editTitle : t.newTitle}
        back={one ? { href: addressOf(of, one.id), text: one.title } : { href: baseOf(of), text: all.title }}
      />
      <p class="small">
        {one ? null : `${t.next} `}
        {mayEnter ? null : t.aboutAnother}
      </p>
      <Form token={visit.formToken()}>
        {one ? <Version value={one.version} state={state} /> : null}
        <h2 class="form-part">{t.what}</h2>
        <TextField name="title" label={t.title} value={one?.title} state={state} />
        <Select
          name="receiver"
          label={t.receiver}
          value={one ? receiverValue(one) : (own?.id ?? '')}
          options={[
            { value: '', text: '–' },
            ...partyOptions,
            ...(['targetGroup', 'society', 'other'] as const).map((value) => ({ value, text: all.receivers[value] })),
          ]}
          state={state}
        />
        <TextField
          name="receiverWords"
          label={t.receiverWords}
          hint={t.receiverWordsHint}
          value={one?.receiver_words}
          state={state}
        />
        <Select
          name="kind"
          short
          label={t.kind}
          value={one?.kind ?? ''}
          options={[
            { value: '', text: t.kindNone },
            ...benefitKinds.map((kind) => ({ value: kind, text: all.kinds[kind] })),
          ]}
          state={state}
        />
        <TextArea name="description" label={t.description} rows={3} value={one?.description} state={state} />
        <h2 class="form-part">{t.how}</h2>
        <TextField name="measure" label={t.measure} hint={t.measureHint} value={one?.measure} state={state} />
        <TextField name="unit" label={t.unit} hint={t.unitHint} value={one?.unit} state={state} />
        {rows.indicators.length > 0 ? (
          <Select
            name="indicator"
            label={t.indicator}
            value={one?.indicator_id ?? ''}
            options={[
              { value: '', text: t.indicatorNone },
              ...rows.indicators.map(({ id, name }) => ({ value: id, text: name })),
            ]}
            state={state}
          />
        ) : null}
        <h2 class="form-part">{t.who}</h2>
        <Select
          name="realiser"
          label={t.realiser}
          hint={t.realiserHint}
          value={one ? (one.realiser_party_id ?? '') : (own?.id ?? '')}
          options={[{ value: '', text: t.realiserNone }, ...partyOptions]}
          state={state}
        />
        <Select
          name="seat"
          label={t.seat}
          value={one?.seat_id ?? ''}
          options={[
            { value: '', text: t.seatNone },
            ...seats.map((seat) => ({
              value: seat.seat_id,
              text: `${nameOf(seat.organisation_id)}: ${seat.title}${seat.holder_name ? ` (${seat.holder_name})` : ''}`,
            })),
          ]}
          state={state}
        />
        <TextField name="dueOn" type="date" short label={t.due} value={one?.due_on} state={state} />
        {rows.goals.length + rows.activities.length > 0 ? <h2 class="form-part">{t.links}</h2> : null}
        {rows.goals.length > 0 ? (
          <Select
            name="goal"
            label={t.goal}
            value={one?.goal_id ?? ''}
            options={[{ value: '', text: t.goalNone }, ...rows.goals.map(({ id, text }) => ({ value: id, text }))]}
            state={state}
          />
        ) : null}
        {rows.activities.length > 0 ? (
          <Select
            name="activity"
            label={t.activity}
            value={one?.activity_id ?? ''}
            options={[
              { value: '', text: t.activityNone },
              ...rows.activities.map(({ id, title }) => ({ value: id, text: title })),
            ]}
            state={state}
          />
        ) : null}
        {mayEnter ? (
          <>
            <h2 class="form-part">{t.anothers}</h2>
            <p class="small">{t.aboutAnother}</p>
            {speaksHere(of) ? (
              <Choices
                name="said"
                label={t.said}
                value={one?.entered_by_organisation_id ? 'party' : 'estimate'}
                options={[
                  { value: 'estimate', text: t.saidEstimate, hint: t.saidEstimateHint },
                  { value: 'party', text: t.saidParty, hint: t.saidPartyHint },
                ]}
                state={state}
              />
            ) : (
              <Hidden name="said" value="party" />
            )}
            <ChannelFields language={of.language} state={saidToday(state, props.today)} />
          </>
        ) : null}
        <Actions submit={t.save} cancel={cancelTo(of, one ? addressOf(of, one.id) : baseOf(of))} />
      </Form>
    </>
  );
}

export function FiguresPage(
  props: FormPage & {
    benefit: BenefitRow;
    party: PartyRow | undefined;
    /** The figures that are changed; what the form begins from, where they answer another's. */
    before: EstimateRow | undefined;
    startsFrom: EstimateRow | undefined;
    isForAnother: boolean;
    years: readonly number[];
    otherYears: { readonly earlier: string; readonly later: string };
    today: string;
  },
) {
  const { visit, of, state, benefit, party, before, startsFrom } = props;
  const t = benefitTexts(of.language).figuresForm;
  const isMoney = benefit.kind === 'economic';
  const shown = before ?? startsFrom;
  const told = new Map((shown ? byYear(shown) : []).map((one) => [one.year, one]));
  const say = (amount: bigint | null | undefined) =>
    amount == null ? '' : isMoney ? sayKronor(amount, of.formats) : of.formats.number(Number(amount));
  const isOwn = party !== undefined && party.organisation_id === of.user.organisation_id;
  const unit = unitOf(benefit, of);
  return (
    <>
      <Head
        {...props}
        title={t.titleOf(benefit.title)}
        back={{ href: addressOf(of, benefit.id), text: benefit.title }}
      />
      <Notice>
        {props.isForAnother ? t.entered(party?.name ?? '') : isOwn ? t.own : party ? t.estimate(party.name) : t.nobodys}
      </Notice>
      {startsFrom && !before ? <p class="small">{t.startsFrom(startsFrom.organisation_name)}</p> : null}
      <Form token={visit.formToken()}>
        <Version value={before?.version ?? 0} state={state} />
        {startsFrom ? (
          <>
            <Hidden name="answers" value={startsFrom.id} />
            <Version value={startsFrom.version} state={state} of={startsFrom.id} />
            <Version value={benefit.version} state={state} of={benefit.id} />
          </>
        ) : null}
        <p class="small">
          {isMoney ? t.kronorHint : t.unitHint} {unit && !isMoney ? `(${unit})` : ''}
        </p>
        {props.years.map((year) => (
          <div key={year} class="year-fields">
            <TextField
              name={`expected-${year}`}
              short
              inputmode="numeric"
              label={t.expected(year)}
              value={say(told.get(year)?.expected)}
              state={state}
            />
            <TextField
              name={`realised-${year}`}
              short
              inputmode="numeric"
              label={t.realised(year)}
              value={say(told.get(year)?.realised)}
              state={state}
            />
          </div>
        ))}
        <p class="small no-print">
          <a href={props.otherYears.earlier}>{t.earlier}</a> · <a href={props.otherYears.later}>{t.later}</a>
        </p>
        <TextArea
          name="reckoning"
          label={t.reckoning}
          hint={t.reckoningHint}
          rows={3}
          value={before?.reckoning}
          state={state}
        />
        {props.isForAnother ? <ChannelFields language={of.language} state={saidToday(state, props.today)} /> : null}
        <Actions submit={t.save} cancel={cancelTo(of, addressOf(of, benefit.id))} />
      </Form>
    </>
  );
}
