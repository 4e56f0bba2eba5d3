import type { PartyRow, Reading } from '../../collaborations/index.ts';
import { sayHours, sayKronor } from '../../financing/index.ts';
import { Actions, Choices, Form, Select, TextArea, TextField, Version } from '../../ui/form.tsx';
import { Notice } from '../../ui/section.tsx';
import { activityKinds, evidenceGrades, isPilot, targetGroupParts } from '../activity.ts';
import { preparePlan } from '../policy.ts';
import type { ActivityRow } from '../queries.ts';
import { answering, type PlanRows, servable } from '../reading-plan.ts';
import { planTexts } from '../texts.ts';
import { addressOf, baseOf } from './activity-lines.tsx';

import { cancelTo, ForAnother, type FormPage, Frame } from './form-frame.tsx';

export function EditActivityPage(
  props: FormPage & {
    rows: PlanRows;
    activity: ActivityRow | undefined;
    /** Who answers for it: given, or to be chosen by whoever prepares. */
    party: PartyRow | undefined;
    isForAnother: boolean;
    mayChooseParty: boolean;
    /** The pilot that it carries on, where it begins from one. */
    scales: ActivityRow | undefined;
    today: string;
  },
) {
  const { visit, of, state, rows, activity: one, party, scales } = props;
  const all = planTexts(of.language);
  const t = all.form;
  const seats = rows.seats.filter(({ organisation_id }) =>
    props.mayChooseParty ? true : organisation_id === party?.organisation_id,
  );
  const nameOf = (organisation: string) => rows.parties.find((p) => p.organisation_id === organisation)?.name ?? '';
  const seatOptions = [...new Map(seats.map((seat) => [seat.seat_id, seat])).values()].map((seat) => ({
    value: seat.seat_id,
    text: [
      props.mayChooseParty ? `${nameOf(seat.organisation_id)}: ${seat.title}` : seat.title,
      seat.holder_name ? `(${seat.holder_name})` : '',
    ]
      .filter(Boolean)
      .join(' '),
  }));
  const pilots = rows.activities.filter((other) => isPilot(other) && other.id !== one?.id);
  const hours = (minutes: string | null | undefined) => (minutes == null ? '' : sayHours(BigInt(minutes), of.formats));
  const kronor = (ore: string | null | undefined) => (ore == null ? '' : sayKronor(BigInt(ore), of.formats));
  const areas = [...new Set(rows.activities.map(({ area }) => area).filter(Boolean))];
  return (
    <>
      <Frame
        {...props}
        title={
          one
            ? t.editTitle
            : props.isForAnother && party && !props.mayChooseParty
              ? t.newTitleFor(party.name)
              : t.newTitle
        }
        back={one ? { href: addressOf(of, one.id), text: one.title } : { href: baseOf(of), text: all.title }}
        note={props.isForAnother ? <Notice waits>{t.forAnother}</Notice> : undefined}
      />
      <Form token={visit.formToken()}>
        {one ? <Version value={one.version} state={state} /> : null}
        <h2 class="form-part">{t.what}</h2>
        {props.mayChooseParty ? (
          <Select
            name="party"
            label={t.party}
            hint={t.partyHint}
            value={party?.id ?? ''}
            options={[
              { value: '', text: t.partyNone },
              ...answering(rows.parties).map(({ id, name }) => ({ value: id, text: name })),
            ]}
            state={state}
          />
        ) : null}
        <TextField name="title" label={t.title} value={one?.title ?? scales?.title} state={state} />
        <TextArea name="description" label={t.description} value={one?.description} state={state} />
        <Choices
          name="goals"
          many
          label={t.goals}
          values={one?.goal_ids ?? scales?.goal_ids ?? []}
          options={servable(rows.goals).map(({ id, text }) => ({ value: id, text }))}
          state={state}
        />
        <TextField name="startsOn" type="date" short label={t.starts} value={one?.starts_on} state={state} />
        <TextField name="dueOn" type="date" short label={t.due} value={one?.due_on} state={state} />
        <Select
          name="kind"
          label={t.kind}
          value={one?.kind}
          options={[
            { value: '', text: t.kindNone },
            ...activityKinds.map((kind) => ({ value: kind, text: all.kinds[kind] })),
          ]}
          state={state}
        />
        <TextField name="area" label={t.area} value={one?.area} suggestions="areas" state={state} />
        <datalist id="areas">
          {areas.map((area) => (
            <option key={area} value={area} />
          ))}
        </datalist>
        <h2 class="form-part">{t.who}</h2>
        <Select
          name="seat"
          label={t.seat}
          hint={t.seatHint}
          value={one?.seat_id}
          options={[{ value: '', text: t.seatNone }, ...seatOptions]}
          state={state}
        />
        <TextField name="responsible" label={t.responsible} value={one?.responsible} state={state} />
        <TextField name="others" label={t.others} value={one?.others} state={state} />
        <h2 class="form-part">{t.resources}</h2>
        <TextField
          name="hours"
          short
          inputmode="decimal"
          label={t.hours}
          hint={t.hoursHint}
          value={hours(one?.minutes)}
          state={state}
        />
        <TextField name="kronor" short inputmode="decimal" label={t.kronor} value={kronor(one?.amount)} state={state} />
        {rows.financing.length > 0 ? (
          <Select
            name="pledge"
            label={t.pledge}
            value={one?.financing_plan_id}
            options={[
              { value: '', text: t.pledgeNone },
              ...rows.financing.map(({ id, title }) => ({ value: id, text: title })),
            ]}
            state={state}
          />
        ) : null}
        {one ? (
          <>
            <TextField
              name="usedHours"
              short
              inputmode="decimal"
              label={t.usedHours}
              value={hours(one.used_minutes)}
              state={state}
            />
            <TextField
              name="usedKronor"
              short
              inputmode="decimal"
              label={t.usedKronor}
              value={kronor(one.used_amount)}
              state={state}
            />
          </>
        ) : null}
        <h2 class="form-part">{t.evidence}</h2>
        <Choices
          name="grade"
          label={t.grade}
          value={one?.evidence_grade ?? ''}
          options={[
            { value: '', text: t.gradeNone },
            ...evidenceGrades.map((grade) => ({ value: grade, text: all.grades[grade], hint: t.gradeHints[grade] })),
          ]}
          state={state}
        />
        <TextField name="source" label={t.source} value={one?.evidence_source} state={state} />
        <p class="small pilot-lead">{t.pilotLead}</p>
        <TextField name="question" label={t.question} value={one?.pilot_question} state={state} />
        <TextField name="measure" label={t.measure} value={one?.pilot_measure} state={state} />
        <TextField name="ends" type="date" short label={t.ends} value={one?.pilot_ends_on} state={state} />
        {pilots.length > 0 ? (
          <>
            <Select
              name="scales"
              label={t.scales}
              value={one?.scales_activity_id ?? scales?.id}
              options={[
                { value: '', text: t.scalesNone },
                ...pilots.map(({ id, title }) => ({ value: id, text: title })),
              ]}
              state={state}
            />
            <TextField
              name="scaledBecause"
              label={t.scaledBecause}
              hint={t.scaledBecauseHint}
              value={one?.scaled_without_evaluation_because}
              state={state}
            />
          </>
        ) : null}
        <h2 class="form-part">{t.target}</h2>
        <TextField name="targetGroup" label={t.targetGroup} value={one?.target_group} state={state} />
        <Choices
          name="targetPart"
          many
          label={t.targetPart}
          values={one?.target_group_part ?? []}
          options={targetGroupParts.map((part) => ({ value: part, text: all.parts[part] }))}
          state={state}
        />
        <h2 class="form-part">{all.learnedSection.heading}</h2>
        <TextArea name="learned" label={t.learned} hint={t.learnedHint} value={one?.learned} state={state} />
        {props.isForAnother ? <ForAnother of={of} state={state} today={props.today} /> : null}
        <Actions submit={t.save} cancel={cancelTo(of, one ? addressOf(of, one.id) : baseOf(of))} />
      </Form>
    </>
  );
}

export const mayChooseParty = (of: Reading, one: ActivityRow | undefined): boolean =>
  of.may(preparePlan) && (one === undefined || one.party_id === null);
