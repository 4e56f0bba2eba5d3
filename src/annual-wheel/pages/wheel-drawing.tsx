import type { Reading } from '../../collaborations/index.ts';
import { shortened } from '../../ui/charts/text-width.ts';
import { wholeRounds } from '../conflicts.ts';
import type { PartyDays } from '../planning-year.ts';
import { annualWheelTexts } from '../texts.ts';
import type { Wheel } from '../wheel.ts';
import { arc, middleOf, monthMiddles, monthStarts, pointAt, ringsFor, sizes, spreadOut } from '../wheel-layout.ts';
import { monthNames, overlaps, wholeYear } from '../year-span.ts';

const legendTop = 790;
const legendRow = 26;
const legendText = 15;
const keyOrder = [
  'round',
  'day',
  'conflict',
  'plan',
  'budget',
  'adoption',
  'interimReport',
  'annualReport',
  'mandate',
  'untold',
] as const;
type Key = (typeof keyOrder)[number];

/** What lasts for weeks has a lane of its own within the ring: the plan outermost, then the budget, then the report. */
const laneOf = { plan: 1, annualReport: -1 } as const;

/** One part of a party's year on its ring. Each has a shape of its own, so that no colour is needed to tell them apart. */
function OnRing(props: { days: PartyDays; year: number; radius: number; step: number }) {
  const { days, year, radius } = props;
  const lane = days.kind === 'plan' || days.kind === 'annualReport' ? laneOf[days.kind] : 0;
  const path = arc(days, year, radius + lane * props.step * 0.27);
  const at = pointAt(middleOf(days, year), radius);
  switch (days.kind) {
    case 'plan':
      return <path class="wheel-plan" d={path} />;
    case 'budget':
      return <path class="line-whole" d={path} />;
    case 'annualReport':
      return (
        <>
          <path class="wheel-report" d={path} />
          <path class="wheel-report-core" d={path} />
        </>
      );
    case 'adoption':
      return <circle class="knot" cx={at.x} cy={at.y} r="6" />;
    case 'interimReport':
      return <circle class="knot-ahead" cx={at.x} cy={at.y} r="5" />;
    default:
      return <path class="wheel-mandate" d={`M${at.x} ${at.y - 7}l6.4 7l-6.4 7l-6.4 -7Z`} />;
  }
}

function KeySign(props: { of: Key; x: number; y: number }) {
  const { x, y } = props;
  const line = `M${x} ${y}h34`;
  const middle = x + 17;
  switch (props.of) {
    case 'round':
      return <path class="wheel-round" d={line} />;
    case 'day':
      return <circle class="wheel-day" cx={middle} cy={y} r="6.5" />;
    case 'adoption':
      return <circle class="knot" cx={middle} cy={y} r="6" />;
    case 'conflict':
      return (
        <>
          <circle class="wheel-flag" cx={middle} cy={y} r="10" />
          <text class="wheel-flag-number" x={middle} y={y + 4.5} font-size="13">
            1
          </text>
        </>
      );
    case 'plan':
      return <path class="wheel-plan" d={line} />;
    case 'budget':
      return <path class="line-whole" d={line} />;
    case 'annualReport':
      return (
        <>
          <path class="wheel-report" d={line} />
          <path class="wheel-report-core" d={line} />
        </>
      );
    case 'interimReport':
      return <circle class="knot-ahead" cx={middle} cy={y} r="5" />;
    case 'mandate':
      return <path class="wheel-mandate" d={`M${middle} ${y - 7}l6.4 7l-6.4 7l-6.4 -7Z`} />;
    default:
      return <path class="wheel-untold" d={line} />;
  }
}

/** Which signs the drawing uses: the legend holds those and no others. */
function keysOf(wheel: Wheel): readonly Key[] {
  const used = new Set<string>(wheel.parties.flatMap(({ days }) => days.map(({ kind }) => kind)));
  if (wheel.dates.some(({ kind }) => kind === 'round' || kind === 'moment')) used.add('round');
  if (wheel.dates.some(({ kind }) => kind !== 'round' && kind !== 'moment')) used.add('day');
  if (wheel.conflicts.length > 0) used.add('conflict');
  if (wheel.parties.some(({ year }) => year === null)) used.add('untold');
  return keyOrder.filter((key) => used.has(key));
}

/** Twelve months clockwise from the top: outermost the collaboration's year, inside it a ring for each party. */
export function WheelDrawing(props: { of: Reading; wheel: Wheel; label: string }) {
  const { of, wheel } = props;
  const { year } = wheel;
  // What a source does not say is not missing.
  const isReal = of.collaboration.example === 'real';
  const t = annualWheelTexts(of.language).picture;
  const { radii, step } = ringsFor(wheel.parties.length);
  const inner = radii.length > 0 ? (radii.at(-1) ?? 0) - step / 2 : sizes.innermost;
  const isNumbered = step >= sizes.numbered;
  const whole = wholeYear(year);
  const rounds = wholeRounds(wheel.dates).filter((one) => overlaps(one, whole));
  const days = wheel.dates.filter(({ kind }) => kind !== 'round' && kind !== 'moment');
  const flags = spreadOut(
    wheel.conflicts.map(({ date }) => middleOf(date, year)),
    0.014,
  );
  const keys = keysOf(wheel).filter((key) => key !== 'untold' || !isReal);
  const columns = 3;
  const nameRows = Math.ceil(wheel.parties.length / columns);
  const keysTop = legendTop + nameRows * legendRow + (nameRows > 0 ? 16 : 0);
  const height = keysTop + Math.ceil(keys.length / columns) * legendRow + 6;
  const column = (at: number): number => 8 + (at % columns) * 264;
  return (
    <svg class="annual-wheel" viewBox={`0 0 ${sizes.width} ${height}`} role="img" aria-label={props.label}>
      {monthStarts(year).map((turn, at) => {
        const from = pointAt(turn, inner);
        const to = pointAt(turn, sizes.joint + 12);
        return <path key={at} class="wheel-month" d={`M${from.x} ${from.y}L${to.x} ${to.y}`} />;
      })}
      {monthMiddles(year).map((turn, at) => {
        const { x, y } = pointAt(turn, sizes.month);
        return (
          <text key={at} class="wheel-month-name" x={x} y={y + 5} font-size="15">
            {monthNames[of.language][at]}
          </text>
        );
      })}
      <circle class="wheel-joint" cx={sizes.centre} cy={sizes.centre} r={sizes.joint} />
      {rounds.map((round, at) => (
        <path key={at} class="wheel-round" d={arc(round, year, sizes.joint)} />
      ))}
      {days.map((date, at) => {
        const { x, y } = pointAt(middleOf(date, year), sizes.joint);
        return <circle key={at} class="wheel-day" cx={x} cy={y} r="6.5" />;
      })}
      {wheel.parties.map((party, at) => (
        <g key={party.partyId}>
          <circle
            class={party.year || isReal ? 'wheel-ring' : 'wheel-untold'}
            cx={sizes.centre}
            cy={sizes.centre}
            r={radii[at] ?? 0}
          />
          {party.days.map((one, number) => (
            <OnRing key={number} days={one} year={year} radius={radii[at] ?? 0} step={step} />
          ))}
        </g>
      ))}
      {isNumbered
        ? radii.map((radius, at) => (
            <g key={at}>
              <circle class="wheel-number-behind" cx={sizes.centre} cy={sizes.centre - radius} r="8.5" />
              <text class="wheel-number" x={sizes.centre} y={sizes.centre - radius + 4.5} font-size="13">
                {at + 1}
              </text>
            </g>
          ))
        : null}
      {flags.map((turn, at) => {
        const { x, y } = pointAt(turn, sizes.flag);
        return (
          <g key={at}>
            <circle class="wheel-flag" cx={x} cy={y} r="10" />
            <text class="wheel-flag-number" x={x} y={y + 4.5} font-size="13">
              {at + 1}
            </text>
          </g>
        );
      })}
      <text class="wheel-year" x={sizes.centre} y={sizes.centre + 11} font-size="32">
        {year}
      </text>
      {wheel.parties.map((party, at) => {
        const isOwn = party.organisationId === of.user.organisation_id;
        const y = legendTop + Math.floor(at / columns) * legendRow;
        const words = party.year || isReal ? party.name : `${party.name} (${t.untold})`;
        return (
          <g key={party.partyId}>
            <text class="wheel-legend-number" x={column(at) + 20} y={y + 5} font-size={legendText}>
              {at + 1}
            </text>
            <text
              class={isOwn ? 'wheel-legend own' : 'wheel-legend'}
              x={column(at) + 30}
              y={y + 5}
              font-size={legendText}
            >
              {shortened(words, 228, legendText, isOwn ? 'bold' : 'plain')}
            </text>
          </g>
        );
      })}
      {keys.map((key, at) => {
        const y = keysTop + Math.floor(at / columns) * legendRow;
        return (
          <g key={key}>
            <KeySign of={key} x={column(at)} y={y} />
            <text class="wheel-legend" x={column(at) + 46} y={y + 5} font-size={legendText}>
              {t.keys[key]}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
