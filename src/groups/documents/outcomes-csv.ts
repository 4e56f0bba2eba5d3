import type { PartyRow, Reading } from '../../collaborations/index.ts';
import { identityTexts } from '../../identity/index.ts';
import { csvOf } from '../../platform/documents/csv.ts';
import type { OutcomePositionRow, OutcomeRow, OwnDecisionRow } from '../queries.ts';
import { groupTexts } from '../texts.ts';

/** The register, a row for each outcome and party; an outcome where no party has said anything has a row of its own. */
export function outcomesCsv(
  of: Reading,
  rows: {
    readonly outcomes: readonly OutcomeRow[];
    readonly positions: readonly OutcomePositionRow[];
    readonly ownDecisions: readonly OwnDecisionRow[];
    readonly parties: readonly PartyRow[];
  },
): string {
  const t = groupTexts(of.language);
  const { example } = of.collaboration;
  const label = example === 'none' ? '' : identityTexts(of.language).frame.example[example];
  const { label: labelHeading, ...headings } = t.outcomes.csvColumns;
  const lines = rows.outcomes.flatMap((outcome) => {
    const head = [
      ...(label ? [label] : []),
      outcome.group_name,
      outcome.year,
      outcome.number,
      outcome.matter,
      outcome.grounds,
      outcome.result === null ? '' : outcome.result === 'agreed' ? t.outcomes.agreed : t.outcomes.notAgreed,
      outcome.wording,
      t.rules.effects[outcome.effect],
      outcome.basis,
      outcome.decided_on,
      outcome.look_again_on,
    ];
    const spoke = rows.parties.flatMap((party) => {
      const position = rows.positions.find((one) => one.outcome_id === outcome.id && one.party_id === party.id);
      const own = rows.ownDecisions.find((one) => one.outcome_id === outcome.id && one.party_id === party.id);
      if (!position && !own) return [];
      return [
        [
          ...head,
          party.name,
          position ? t.outcome.positionNames[position.position] : '',
          position?.reservation ?? '',
          own?.instance ?? '',
          own?.decision ? t.ownForm.decisions[own.decision] : '',
          own?.decided_on ?? '',
          own?.paragraph ?? '',
          own?.registration_number ?? '',
          own?.carried_out ? t.ownForm.carried[own.carried_out] : '',
          own?.carried_out_note ?? '',
        ],
      ];
    });
    return spoke.length > 0 ? spoke : [[...head, ...Array.from({ length: 10 }, () => '')]];
  });
  return csvOf([...(label ? [labelHeading] : []), ...Object.values(headings)], lines, of.language);
}
