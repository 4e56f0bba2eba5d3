import { collaborationTexts, EnteredNote, type EnteredRow, type Reading } from '../../collaborations/index.ts';
import { dayOf, type Visit } from '../../identity/index.ts';
import { TakeAway } from '../../ui/picture.tsx';
import { Scroll, Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { conflictWords, datePath, dateWords, stepWords } from '../date-words.ts';
import { electionDay, isElectionYear, mandatesBegin } from '../mandate-period.ts';
import { type StepKind, stepKinds } from '../planning-year.ts';
import { planYear, tellPlanningYear } from '../policy.ts';
import { spanOf, type YearEventRow } from '../queries.ts';
import { annualWheelTexts } from '../texts.ts';
import type { Wheel } from '../wheel.ts';
import { type Days, dayIn, saySpan, yearOf } from '../year-span.ts';
import { WheelDrawing } from './wheel-drawing.tsx';

const baseOf = (of: Reading): string => `/collaborations/${of.collaboration.id}/annual-wheel`;

/** Days as they are written in a list: the year where it is not the one shown. */
export function sayDays(days: Days, of: Pick<Reading, 'formats'>, year: number): string {
  const say = (day: string): string => (day.startsWith(`${year}`) ? of.formats.dayAndMonth(day) : of.formats.date(day));
  return days.startsOn === days.endsOn ? say(days.startsOn) : `${say(days.startsOn)}–${say(days.endsOn)}`;
}

interface PageProps {
  readonly visit: Visit;
  readonly of: Reading;
  readonly wheel: Wheel;
  readonly entered: readonly EnteredRow[];
}

function Conflicts(props: PageProps) {
  const { of, wheel } = props;
  const t = annualWheelTexts(of.language).conflicts;
  const untold = wheel.parties.filter(({ year }) => year === null).length;
  const isReal = of.collaboration.example === 'real';
  if (wheel.conflicts.length === 0) {
    return isReal || wheel.parties.every(({ year }) => year === null) ? null : (
      <p class="section-lead">
        {t.none} {untold > 0 ? t.fewKnown(untold) : ''}
      </p>
    );
  }
  return (
    <Section heading={t.heading} id="conflicts" main>
      <ol class="wheel-conflicts">
        {wheel.conflicts.map((conflict) => {
          const { title, todo } = conflictWords(conflict, of.language, of.formats.dayAndMonth);
          return (
            <li key={`${conflict.kind} ${conflict.date.id} ${conflict.date.startsOn}`}>
              <div class="title">{title}</div>
              <p>{todo}</p>
              <p class="small">
                {dateWords(conflict.date, of.language)}, {sayDays(conflict.date, of, wheel.year)}.{' '}
                {conflict.parties.length > 0 ? t.who(of.formats.list(conflict.parties.map(({ name }) => name))) : ''}
              </p>
            </li>
          );
        })}
      </ol>
      {untold > 0 ? <p class="small">{t.fewKnown(untold)}</p> : null}
    </Section>
  );
}

interface Line extends Days {
  readonly words: string;
  readonly href: string | null;
  readonly who: string;
}

/** All days of the year in one list: the collaboration's and those of each party. */
export function linesOf(wheel: Wheel, of: Reading): readonly Line[] {
  const t = annualWheelTexts(of.language).list;
  const nameOf = (id: string | null): string => wheel.names.get(id ?? '') ?? t.all;
  const joint = wheel.dates.map((date) => ({
    startsOn: date.kind === 'round' ? date.endsOn : date.startsOn,
    endsOn: date.endsOn,
    words: dateWords(date, of.language),
    href: date.detail === 'event' ? null : `/collaborations/${of.collaboration.id}/${datePath(date)}`,
    who: nameOf(date.partyId),
  }));
  const own = wheel.parties.flatMap((party) =>
    party.days.map((days) => ({
      startsOn: days.startsOn,
      endsOn: days.endsOn,
      words: stepWords(days, of.language),
      href: null,
      who: party.name,
    })),
  );
  return [...joint, ...own]
    .filter(({ startsOn, endsOn }) => startsOn <= dayIn(wheel.year, 12, 31) && endsOn >= dayIn(wheel.year, 1, 1))
    .toSorted((a, b) =>
      a.startsOn === b.startsOn ? (a.endsOn < b.endsOn ? -1 : 1) : a.startsOn < b.startsOn ? -1 : 1,
    );
}

function DayList(props: PageProps) {
  const { of, wheel } = props;
  const t = annualWheelTexts(of.language).list;
  const lines = linesOf(wheel, of);
  return (
    <Section heading={t.heading(wheel.year)} unruled id="days">
      {lines.length === 0 ? (
        <p class="section-lead">{t.nothing}</p>
      ) : (
        <Scroll label={t.heading(wheel.year)}>
          <table class="wheel-days">
            <caption class="visually-hidden">{t.heading(wheel.year)}</caption>
            <thead>
              <tr>
                <th scope="col">{t.when}</th>
                <th scope="col">{t.what}</th>
                <th scope="col">{t.who}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line, at) => (
                <tr key={at}>
                  <td class="wheel-when">{sayDays(line, of, wheel.year)}</td>
                  <td>{line.href ? <a href={line.href}>{line.words}</a> : line.words}</td>
                  <td>{line.who}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Section>
  );
}

const holderOf = (event: YearEventRow, wheel: Wheel, of: Reading): string => {
  const name = wheel.names.get(event.held_by_party_id ?? '');
  return name ? annualWheelTexts(of.language).events.holds(name) : '';
};

/** Documents, groups and events that come round, whose days nobody has told. */
function Undated(props: PageProps) {
  const { of, wheel } = props;
  const t = annualWheelTexts(of.language).list;
  const rhythm = (row: Wheel['undated'][number]): string => {
    if (row.rhythm === 'timesAYear' && row.times) return row.is_at_least ? t.atLeast(row.times) : t.times(row.times);
    return row.rhythm === 'monthly' ? t.monthly : t.yearly;
  };
  const rows = [
    ...wheel.undated.map((row) => ({
      key: row.id,
      title: row.title,
      words: [
        `${rhythm(row)}.`,
        row.feeds.length > 0 ? t.feeds(of.formats.list(row.feeds.map((one) => t.fed[one] ?? one))) : '',
      ].join(' '),
      href: row.kind === 'group' ? `/collaborations/${of.collaboration.id}/groups/${row.id}` : null,
      note: '',
    })),
    ...wheel.undatedEvents.map((event) => ({
      key: event.id,
      title: event.title,
      words: [
        event.year === null
          ? `${event.times > 1 ? t.times(event.times) : t.yearly}.`
          : `${t.timesIn(event.times, event.year)}.`,
        holderOf(event, wheel, of),
      ].join(' '),
      href: null,
      note: event.source_note,
    })),
  ];
  if (rows.length === 0) return null;
  return (
    <Section heading={t.undated} id="undated">
      <ul class="rows">
        {rows.map((row) => (
          <li key={row.key}>
            <div>
              <div class="title">{row.href ? <a href={row.href}>{row.title}</a> : row.title}</div>
              <p>{row.words.trim()}</p>
              {row.note ? <p class="small">{row.note}</p> : null}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const inOrder = <Step extends { readonly kind: StepKind; readonly number: number }>(steps: readonly Step[]) =>
  steps.toSorted((a, b) => stepKinds.indexOf(a.kind) - stepKinds.indexOf(b.kind) || a.number - b.number);

/** When the next mandate period begins with the party; empty where it has none that is known. */
function nextMandate({ row }: Wheel['parties'][number], of: Reading): string {
  if (!row) return '';
  const today = dayOf(of.now);
  const [next] = mandatesBegin(row, { startsOn: today, endsOn: dayIn(yearOf(today) + 11, 12, 31) });
  return next ? of.formats.date(next) : '';
}

/** The first ordinary election that has not been. */
function nextElection(of: Reading): string {
  const today = dayOf(of.now);
  const days = Array.from({ length: 5 }, (_, at) => yearOf(today) + at)
    .filter(isElectionYear)
    .map(electionDay);
  return of.formats.date(days.find((day) => day >= today) ?? today);
}

function Parties(props: PageProps) {
  const { of, wheel } = props;
  const t = annualWheelTexts(of.language).parties;
  const steps = annualWheelTexts(of.language).steps;
  return (
    <Section heading={t.heading} id="parties">
      <p class="section-lead">{t.lead}</p>
      {wheel.parties.some(({ year }) => year?.mandate === 'byLaw') ? <p>{t.mandateByLaw(nextElection(of))}</p> : null}
      <ul class="rows wheel-parties">
        {wheel.parties.map((party, at) => {
          const entered = props.entered.find(({ subject_id: id }) => id === party.row?.id);
          const mayTell =
            of.may(tellPlanningYear, party.organisationId) &&
            (party.year === null || party.year.isEntered || party.organisationId === of.user.organisation_id);
          return (
            <li key={party.partyId} id={`party-${party.partyId}`}>
              <div>
                <div class="title">
                  <span class="wheel-party-number">{at + 1}</span> {party.name}
                </div>
                {party.year ? (
                  <dl class="wheel-steps">
                    {inOrder(party.steps).map((step) => (
                      <>
                        <dt>{step.number > 1 ? t.interim(step.number) : steps[step.kind]}</dt>
                        <dd>
                          {saySpan(step, of.language)}
                          {step.words ? `. ${step.words}` : ''}
                        </dd>
                      </>
                    ))}
                    {nextMandate(party, of) ? (
                      <>
                        <dt>{steps.mandate}</dt>
                        <dd>{nextMandate(party, of)}</dd>
                      </>
                    ) : null}
                  </dl>
                ) : (
                  <p>
                    <State shape="notAnswered" text={t.untold} />
                  </p>
                )}
                {party.year?.note ? <p class="small">{party.year.note}</p> : null}
                {party.year?.isEntered && !entered?.confirmed_at ? (
                  entered ? (
                    <p>
                      <EnteredNote
                        entered={entered}
                        party={party.name}
                        texts={collaborationTexts(of.language)}
                        formats={of.formats}
                      />
                    </p>
                  ) : (
                    <p class="small">{t.notConfirmed}</p>
                  )
                ) : null}
              </div>
              {mayTell ? (
                <a
                  class="no-print"
                  href={`${baseOf(of)}/parties/${party.partyId}`}
                  aria-label={party.year ? t.changeFor(party.name) : t.writeFor(party.name)}
                >
                  {party.year ? t.change : t.write}
                </a>
              ) : null}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Events(props: PageProps) {
  const { of, wheel } = props;
  const t = annualWheelTexts(of.language);
  const mayPlan = of.may(planYear);
  if (!mayPlan && wheel.events.length === 0) return null;
  const when = (event: YearEventRow): string => {
    const span = spanOf(event);
    const day = span ? saySpan(span, of.language) : t.list.undated;
    return event.year === null ? `${t.list.yearly}: ${day}` : `${event.year}: ${day}`;
  };
  return (
    <Section
      heading={t.events.heading}
      id="events"
      beside={
        mayPlan ? (
          <a class="no-print" href={`${baseOf(of)}/events/new`}>
            {t.events.add}
          </a>
        ) : null
      }
    >
      {of.collaboration.example === 'real' ? null : <p class="section-lead">{t.events.lead}</p>}
      {wheel.events.length === 0 ? <p class="small">{t.events.none}</p> : null}
      <ul class="rows">
        {wheel.events.map((event) => (
          <li key={event.id}>
            <div>
              <div class="title">{event.title}</div>
              <p>{`${when(event)}. ${holderOf(event, wheel, of)}`.trim()}</p>
            </div>
            {mayPlan ? (
              <a class="no-print" href={`${baseOf(of)}/events/${event.id}`} aria-label={t.events.changeIt(event.title)}>
                {t.events.change}
              </a>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function WheelPage(props: PageProps) {
  const { of, wheel } = props;
  const t = annualWheelTexts(of.language);
  const { year } = wheel;
  const isReal = of.collaboration.example === 'real';
  const hasYears = wheel.parties.some((party) => party.year !== null);
  const isEmpty = wheel.events.length === 0 && wheel.dates.length === 0 && wheel.undated.length === 0 && !hasYears;
  // A wheel of nothing but open rings says less than the words below it.
  const isDrawn = hasYears || wheel.dates.length > 0 || (wheel.events.length > 0 && !isReal);
  const own = wheel.parties.find(({ organisationId }) => organisationId === of.user.organisation_id);
  const other = (to: number) => <a href={`${baseOf(of)}?year=${to}`}>{t.year.before(to)}</a>;
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      {isEmpty && isReal ? (
        <p>{t.empty.untold}</p>
      ) : isEmpty ? (
        <Section heading={t.empty.heading} main>
          <p class="section-lead">{t.empty.text}</p>
          {own && of.may(tellPlanningYear, own.organisationId) ? (
            <p class="actions">
              <a class="button" href={`${baseOf(of)}/parties/${own.partyId}`}>
                {t.gaps.ours}
              </a>
            </p>
          ) : null}
          {of.collaboration.example === 'none' ? <p class="small">{t.empty.example}</p> : null}
        </Section>
      ) : (
        <>
          {isReal && wheel.dates.length === 0 ? null : (
            <nav class="wheel-years no-print" aria-label={t.year.label}>
              {other(year - 1)} <strong>{t.year.heading(year)}</strong> {other(year + 1)}
            </nav>
          )}
          {isDrawn ? (
            <figure class="wheel-figure">
              <WheelDrawing of={of} wheel={wheel} label={`${t.picture.title(year)}. ${t.picture.lead}`} />
              <figcaption>
                <TakeAway
                  href={`${baseOf(of)}/picture`}
                  query={`?year=${year}`}
                  text={t.picture.take}
                  title={t.picture.title(year)}
                />
              </figcaption>
            </figure>
          ) : null}
          <Conflicts {...props} />
          {isReal && wheel.dates.length === 0 ? null : <DayList {...props} />}
          <Undated {...props} />
        </>
      )}
      {isReal && !hasYears ? null : <Parties {...props} />}
      {isEmpty && isReal ? null : <Events {...props} />}
    </>
  );
}
