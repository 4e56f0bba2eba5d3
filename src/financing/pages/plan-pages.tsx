import type { PartyRow, Reading } from '../../collaborations/index.ts';
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
import { Scroll } from '../../ui/section.tsx';
import { sayAmount, sayFraction } from '../amounts.ts';
import { coverings, financingKeys, invoicings, layerKinds, measureOf, roundings } from '../financing.ts';
import type { InhabitantsRow, LayerRow, PlanRow, ShareRow } from '../queries.ts';
import { financingTexts } from '../texts.ts';
import { ChangePreview, type Preview } from './change-preview.tsx';

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

export const backTo = (of: Reading, plan?: string) => ({
  href: `/collaborations/${of.collaboration.id}/financing${plan ? `?plan=${plan}` : ''}`,
  text: identityTexts(of.language).frame.cancel,
});

/** Hundredths as they are written in a field. */
const written = (hundredths: number | null | undefined, of: Reading): string => {
  if (hundredths === null || hundredths === undefined) return '';
  return String(hundredths / 100).replace('.', of.language === 'sv' ? ',' : '.');
};

export function PlanPage(
  props: FormPage & {
    plan: PlanRow | undefined;
    parties: readonly PartyRow[];
    preview?: Preview | undefined;
  },
) {
  const { visit, of, state, plan, preview } = props;
  const t = financingTexts(of.language);
  return (
    <>
      <h1>{plan ? t.plan.editTitle : t.plan.newTitle}</h1>
      <Summary {...props} />
      <Form token={visit.formToken()}>
        {plan ? <Version value={plan.version} state={state} /> : null}
        {preview ? <ChangePreview of={of} preview={preview} parties={props.parties} state={state} /> : null}
        <TextField name="title" label={t.plan.name} value={plan?.title} state={state} />
        <TextField
          name="firstYear"
          short
          inputmode="numeric"
          label={t.plan.firstYear}
          value={plan?.first_year}
          state={state}
        />
        <TextField
          name="lastYear"
          short
          inputmode="numeric"
          label={t.plan.lastYear}
          value={plan?.last_year}
          state={state}
        />
        <TextField
          name="priceYear"
          short
          inputmode="numeric"
          label={t.plan.priceYear}
          value={plan?.price_year}
          state={state}
        />
        <TextField
          name="indexation"
          short
          inputmode="decimal"
          label={t.plan.indexation}
          hint={t.plan.indexationHint}
          value={written(plan?.indexation, of)}
          state={state}
        />
        <Choices
          name="rounding"
          label={t.plan.rounding}
          value={plan?.rounding ?? 'krona'}
          options={roundings.map((one) => ({ value: one, text: t.plan.roundings[one] }))}
          state={state}
        />
        <Select
          name="invoicing"
          label={t.plan.invoicing}
          value={plan?.invoicing}
          options={[
            { value: '', text: t.plan.invoicingNone },
            ...invoicings.map((one) => ({ value: one, text: t.plan.invoicings[one] })),
          ]}
          state={state}
        />
        <TextField name="invoicingNote" label={t.plan.invoicingNote} value={plan?.invoicing_note} state={state} />
        <TextArea name="surplus" rows={2} label={t.plan.surplus} value={plan?.surplus_rule} state={state} />
        <TextArea name="deficit" rows={2} label={t.plan.deficit} value={plan?.deficit_rule} state={state} />
        <Actions submit={preview ? t.change.save : t.plan.save} cancel={backTo(of, plan?.id)} />
      </Form>
    </>
  );
}

function ShareRows(props: FormPage & LayerForm) {
  const { of, state, layer } = props;
  const t = financingTexts(of.language).layer;
  const ticked = state.chosen?.party ?? props.shares.map((share) => share.party_id);
  const wrongOf = (name: string) => state.errors.find((error) => error.field === name)?.message;
  const problem = wrongOf('party');
  const field = (name: string, label: string, value: string) => {
    const wrong = wrongOf(name);
    return (
      <>
        <input
          id={name}
          name={name}
          class="short"
          aria-label={label}
          autocomplete="off"
          value={state.typed[name] ?? value}
          aria-invalid={wrong ? 'true' : undefined}
          aria-describedby={wrong ? `${name}-error` : undefined}
        />
        {wrong ? (
          <span class="problem" id={`${name}-error`}>
            {wrong}
          </span>
        ) : null}
      </>
    );
  };
  return (
    <fieldset class={problem ? 'field wrong' : 'field'} aria-describedby="party-hint">
      <legend>{t.who}</legend>
      <span class="hint" id="party-hint">
        {t.whoHint}
      </span>
      {problem ? <span class="problem">{problem}</span> : null}
      <Scroll label={t.who}>
        <table class="payers share-fields">
          <thead>
            <tr>
              <th scope="col">{t.part}</th>
              <th scope="col">{t.share}</th>
              <th scope="col">{t.inhabitants}</th>
            </tr>
          </thead>
          <tbody>
            {props.parties.map((party, at) => {
              const share = props.shares.find((one) => one.party_id === party.id);
              const id = at === 0 ? 'party' : `party-${party.id}`;
              const part =
                share?.share_numerator != null && share.share_denominator != null
                  ? sayFraction(
                      { numerator: BigInt(share.share_numerator), denominator: BigInt(share.share_denominator) },
                      of.formats,
                    )
                  : share?.amount
                    ? sayAmount(BigInt(share.amount), measureOf(layer?.kind ?? 'money'), of.formats)
                    : '';
              return (
                <tr key={party.id}>
                  <td>
                    <div class="choice">
                      <input
                        type="checkbox"
                        id={id}
                        name="party"
                        value={party.id}
                        checked={ticked.includes(party.id)}
                      />
                      <div>
                        <label for={id}>{party.name}</label>
                      </div>
                    </div>
                  </td>
                  <td>{field(`share-${party.id}`, t.shareOf(party.name), part)}</td>
                  <td>
                    {field(
                      `inhabitants-${party.id}`,
                      t.inhabitantsOf(party.name),
                      share?.inhabitants_source === 'typed' ? String(share.inhabitants) : '',
                    )}
                    {share?.inhabitants_source === 'kolada' ? (
                      <div class="small">{of.formats.number(share.inhabitants ?? 0)}</div>
                    ) : null}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
    </fieldset>
  );
}

export interface LayerForm {
  readonly plan: PlanRow;
  readonly layer: LayerRow | undefined;
  readonly shares: readonly ShareRow[];
  readonly parties: readonly PartyRow[];
  readonly inhabitants: readonly InhabitantsRow[];
  readonly preview?: Preview | undefined;
}

export function LayerPage(props: FormPage & LayerForm) {
  const { visit, of, state, layer, preview } = props;
  const t = financingTexts(of.language);
  return (
    <>
      <p class="trail">
        <a href={backTo(of, props.plan.id).href}>{props.plan.title}</a>
      </p>
      <h1>{layer ? t.layer.editTitle(layer.title) : t.layer.newTitle}</h1>
      <Summary {...props} />
      <Form token={visit.formToken()}>
        {layer ? <Version value={layer.version} state={state} /> : null}
        {preview ? <ChangePreview of={of} preview={preview} parties={props.parties} state={state} /> : null}
        <TextField name="title" label={t.layer.name} value={layer?.title} state={state} />
        <Choices
          name="kind"
          label={t.layer.kind}
          value={layer?.kind ?? 'money'}
          options={layerKinds.map((kind) => ({ value: kind, text: t.layer.kinds[kind] }))}
          state={state}
        />
        <TextField name="funder" label={t.layer.funder} value={layer?.funder} state={state} />
        <TextField
          name="total"
          short
          inputmode="decimal"
          label={t.layer.total}
          hint={t.layer.totalHint}
          value={layer?.total ? sayAmount(BigInt(layer.total), measureOf(layer.kind), of.formats) : ''}
          state={state}
        />
        <Choices
          name="covers"
          label={t.layer.covers}
          value={layer?.covers ?? 'eachYear'}
          options={coverings.map((one) => ({ value: one, text: t.layer.coverings[one] }))}
          state={state}
        />
        <Choices
          name="key"
          label={t.layer.key}
          value={layer?.key}
          options={financingKeys.map((key) => ({ value: key, text: t.layer.keys[key] }))}
          state={state}
        />
        <TextField
          name="inhabitantsYear"
          short
          inputmode="numeric"
          label={t.layer.inhabitantsYear}
          hint={t.layer.inhabitantsHint}
          value={layer?.inhabitants_year}
          state={state}
        />
        <ShareRows {...props} />
        <TextField
          name="coFinancing"
          short
          inputmode="decimal"
          label={t.layer.coFinancing}
          value={written(layer?.co_financing, of)}
          state={state}
        />
        <TextField
          name="coFinancingNote"
          label={t.layer.coFinancingNote}
          value={layer?.co_financing_note}
          state={state}
        />
        <Actions submit={preview ? t.change.save : t.layer.save} cancel={backTo(of, props.plan.id)}>
          {layer ? (
            <a href={`/collaborations/${of.collaboration.id}/financing/${props.plan.id}/layers/${layer.id}/removal`}>
              {t.layer.remove}
            </a>
          ) : null}
        </Actions>
      </Form>
    </>
  );
}

/** What it would do to take a layer away, before it is done. */
export function RemoveLayerPage(props: FormPage & LayerForm & { layer: LayerRow; preview: Preview }) {
  const { visit, of, state, layer } = props;
  const t = financingTexts(of.language);
  return (
    <>
      <p class="trail">
        <a href={backTo(of, props.plan.id).href}>{props.plan.title}</a>
      </p>
      <h1>{`${t.change.remove}: ${layer.title}`}</h1>
      <Summary {...props} />
      <Form token={visit.formToken()}>
        <Version value={layer.version} state={state} />
        <ChangePreview of={of} preview={props.preview} parties={props.parties} state={state} />
        <Actions submit={t.change.remove} cancel={backTo(of, props.plan.id)} />
      </Form>
    </>
  );
}
