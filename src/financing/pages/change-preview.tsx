import type { PartyRow, Reading } from '../../collaborations/index.ts';
import { type FormState, Hidden, TextArea } from '../../ui/form.tsx';
import { Scroll, Section } from '../../ui/section.tsx';
import { sayAmount } from '../amounts.ts';
import type { Difference, Part } from '../planning.ts';
import type { DecisionRow } from '../queries.ts';
import { financingTexts } from '../texts.ts';

/** What a change would do, worked out before it is saved. */
export interface Preview {
  readonly differences: readonly Difference[];
  /** Decisions that the changed plan would differ from. */
  readonly decided: readonly DecisionRow[];
  /** Stands for exactly what was shown: something else is shown anew. */
  readonly seen: string;
}

/** Before and after, party by party, inside the form that saves it. */
export function ChangePreview(props: {
  of: Reading;
  preview: Preview;
  parties: readonly PartyRow[];
  state: FormState;
}) {
  const { of, preview, state } = props;
  const { formats } = of;
  const t = financingTexts(of.language);
  const nameOf = (id: string) => props.parties.find((party) => party.id === id)?.name ?? '';
  const say = (part: Part | null, measure: Difference['measure']): string => {
    if (!part) return '–';
    const amount = sayAmount(part.amount, measure, formats);
    if (!part.isOpen) return amount;
    return part.amount === 0n ? t.table.open : t.table.andOpen(amount);
  };
  const changed = ({ before, after, measure }: Difference): string => {
    if (before?.isOpen || after?.isOpen) return '';
    const by = (after?.amount ?? 0n) - (before?.amount ?? 0n);
    return by < 0n ? `−${sayAmount(-by, measure, formats)}` : `+${sayAmount(by, measure, formats)}`;
  };
  return (
    <Section heading={t.change.heading} unruled id="change">
      <p class="section-lead">{preview.differences.length === 0 ? t.change.same : t.change.lead}</p>
      {preview.differences.length > 0 ? (
        <Scroll label={t.change.heading}>
          <table class="payers">
            <thead>
              <tr>
                <th scope="col">{t.table.party}</th>
                <th scope="col">{t.change.when}</th>
                <th scope="col">{t.files.unit}</th>
                <th scope="col" class="number">
                  {t.change.before}
                </th>
                <th scope="col" class="number">
                  {t.change.after}
                </th>
                <th scope="col" class="number">
                  {t.change.difference}
                </th>
              </tr>
            </thead>
            <tbody>
              {preview.differences.map((one) => {
                const decision = preview.decided.find((row) => row.party_id === one.partyId && row.year === one.year);
                const decided = decision?.[one.measure === 'hours' ? 'minutes' : 'amount'];
                return (
                  <tr key={`${one.partyId}-${one.year}-${one.measure}`}>
                    <th scope="row">
                      {nameOf(one.partyId)}
                      {decided ? (
                        <div class="small">
                          {t.change.decidedHere(sayAmount(BigInt(decided), one.measure, formats))}
                        </div>
                      ) : null}
                    </th>
                    <td>{one.year ?? t.change.whole}</td>
                    <td>{one.measure === 'hours' ? t.table.hoursUnit : t.table.kronor}</td>
                    <td class="number">{say(one.before, one.measure)}</td>
                    <td class="number">{say(one.after, one.measure)}</td>
                    <td class="number">{changed(one)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </Scroll>
      ) : null}
      <Hidden name="seen" value={preview.seen} />
      {preview.decided.length > 0 ? (
        <>
          <p class="section-lead">{t.change.decided(preview.decided.length)}</p>
          <TextArea name="reason" rows={2} label={t.change.reason} state={state} />
        </>
      ) : null}
    </Section>
  );
}
