import type { Formats, Language } from '../../platform/texts.ts';
import { StepList } from '../../ui/line.tsx';
import type { Shape, StateOf } from '../../ui/state.tsx';
import { type PackageGoalRow, type PackageRow, type PackageStep, packageSteps, stepOf } from '../feeding-back.ts';
import { followUpTexts } from '../texts.ts';

export const settledOf = (row: PackageRow, stated: readonly PackageGoalRow[]): number =>
  stated.filter((one) => one.package_id === row.id && one.outcome !== 'beingPrepared').length;

export function stepState(step: PackageStep, language: Language): StateOf {
  const t = followUpTexts(language).package;
  const shape: Shape =
    step === 'settled' ? 'done' : step === 'sent' ? 'waits' : step === 'decided' ? 'done' : 'underWay';
  return { shape, text: t.steps[step] };
}

/** The six steps of a package as one line, with what is known of each. */
export function PackageStepLine(props: {
  row: PackageRow;
  /** How many goals it is about, and what has been said of them. */
  goals: number;
  stated: readonly PackageGoalRow[];
  language: Language;
  formats: Formats;
}) {
  const { row, goals, formats, language } = props;
  const t = followUpTexts(language).package;
  const { full } = followUpTexts(language);
  const settled = settledOf(row, props.stated);
  const at = packageSteps.indexOf(stepOf(row, goals, settled));
  const day = (date: Date | string | null) => (date ? formats.date(date) : '');
  const known: Readonly<Record<PackageStep, { readonly on: string; readonly words: string }>> = {
    sent: { on: day(row.sent_at), words: row.address ? t.toWhom(row.address) : t.withoutLetter },
    received: { on: day(row.received_at), words: row.received_by },
    registered: { on: day(row.registered_on), words: row.registered_on ? t.registeredAs(row.registration_number) : '' },
    beingPrepared: {
      on: row.prepared_on ? t.since(day(row.prepared_on)) : '',
      words: row.prepared_on ? t.preparedFor(row.instance, day(row.planned_on)) : '',
    },
    decided: { on: day(row.decided_on), words: row.decided_on ? t.decidedBy(row.decided_by, row.paragraph) : '' },
    settled: { on: '', words: settled > 0 ? t.settledGoals(settled, goals) : '' },
  };
  return (
    <StepList
      down
      label={t.stepsLabel}
      words={full.standing}
      steps={packageSteps.map((step, place) => {
        const { on, words } = known[step];
        return {
          name: t.steps[step],
          beside: on || undefined,
          standing: place < at ? 'done' : place === at ? 'here' : 'ahead',
          detail: words || (on || step === 'sent' ? undefined : t.ahead[step]),
        };
      })}
    />
  );
}
