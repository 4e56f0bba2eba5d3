import type { Language } from '../../platform/texts.ts';
import { textWidth } from '../../ui/charts/text-width.ts';
import type { Mark } from '../actor.ts';
import { layOut, map, type Placed, pointOf } from '../map-layout.ts';
import type { ActorRow } from '../queries.ts';
import { actorTexts } from '../texts.ts';

export interface MapActor {
  readonly actor: ActorRow;
  readonly mark: Mark;
  /** Where each party has put it: thin lines from there. */
  readonly marks: readonly Mark[];
}

const { left, top, width, height } = map;
const bottom = top + height;
const right = left + width;
const keyTop = bottom + 52;

/** An actor's sign: the ring says that it ought to, filled that it wants to, the dot that it can. */
function Sign(props: { actor: Pick<ActorRow, 'ought' | 'wants' | 'can'>; ring: number }) {
  const { actor, ring } = props;
  const wants = actor.wants === 'yes';
  return (
    <>
      <circle r={Math.max(4, ring - 3.5)} class={wants ? 'actor-fill' : 'actor-hollow'} />
      {actor.ought === 'yes' ? <circle r={ring} class="actor-ring" /> : null}
      {actor.can === 'yes' ? (
        <circle r={Math.max(2, ring / 4)} class={wants ? 'actor-can within' : 'actor-can'} />
      ) : null}
    </>
  );
}

function Marker(props: { placed: Placed<ActorRow>; words: string; isMovable: boolean }) {
  const { placed, words, isMovable } = props;
  const { actor, at, ring, label } = placed;
  const name = (
    <text x={label.at.x - (isMovable ? at.x : 0)} y={label.at.y - (isMovable ? at.y : 0)} class="actor-name">
      {label.text}
    </text>
  );
  return (
    <g>
      {label.leader && !isMovable ? (
        <path d={`M${at.x} ${at.y}L${label.leader.x} ${label.leader.y}`} class="actor-leader" />
      ) : null}
      <g
        class="actor-marker"
        transform={`translate(${at.x} ${at.y})`}
        {...(isMovable ? { 'data-actor': actor.id, 'aria-label': words } : {})}
      >
        <title>{words}</title>
        <circle r={ring + 2} class="actor-clear" />
        <Sign actor={actor} ring={ring} />
        {isMovable ? name : null}
      </g>
      {isMovable ? null : name}
    </g>
  );
}

/** The map's own explanation of its signs, drawn as they are drawn. */
function Key(props: { language: Language; hasSpread: boolean }) {
  const { key } = actorTexts(props.language).map;
  const signs = [
    { words: key.ought, sign: { ought: 'yes', wants: 'no', can: 'no' } },
    { words: key.wants, sign: { ought: 'no', wants: 'yes', can: 'no' } },
    { words: key.can, sign: { ought: 'no', wants: 'no', can: 'yes' } },
  ] as const;
  let x = left + 12;
  const placed = signs.map((one) => {
    const at = x;
    x += 24 + textWidth(one.words, map.label) + 22;
    return { ...one, at };
  });
  return (
    <>
      {placed.map(({ words, sign, at }) => (
        <g key={words}>
          <g transform={`translate(${at} ${keyTop - 5})`}>
            <Sign actor={sign} ring={map.ring} />
          </g>
          <text x={at + 20} y={keyTop} class="actor-name">
            {words}
          </text>
        </g>
      ))}
      {props.hasSpread ? (
        <g>
          <path d={`M${x} ${keyTop - 5}h22`} class="actor-spread" />
          <text x={x + 30} y={keyTop} class="actor-name">
            {key.spread}
          </text>
        </g>
      ) : null}
    </>
  );
}

/** Influence upwards, how affected to the right, five steps of each, and in each corner what one usually does. */
export function ActorMap(props: { language: Language; actors: readonly MapActor[]; isMovable?: boolean }) {
  const { language, actors } = props;
  const t = actorTexts(language).map;
  const stepped = actors.map(({ actor, mark }) => ({ actor, mark }));
  const placed = layOut(stepped);
  const marks = actors.flatMap((one, at) => {
    const to = placed[at]?.at;
    return to
      ? [...new Set(one.marks.map((mark) => JSON.stringify(pointOf(mark))))].map((from) => ({
          from: JSON.parse(from),
          to,
        }))
      : [];
  });
  const corner = 20;
  return (
    <svg
      class="actor-map"
      width={right + 8}
      viewBox={`0 0 ${right + 8} ${keyTop + 16}`}
      role={props.isMovable ? 'group' : 'img'}
      aria-label={t.picture(actors.length)}
      font-size={map.label}
    >
      <rect x={left} y={top} width={width} height={height} class="actor-ground" />
      <rect x={left + width / 2} y={top} width={width / 2} height={height / 2} class="actor-near" />
      {[1, 2, 3, 4].map((step) => (
        <g key={step}>
          <path d={`M${left + (width * step) / 5} ${top}V${bottom}`} class="actor-grid" />
          <path d={`M${left} ${top + (height * step) / 5}H${right}`} class="actor-grid" />
        </g>
      ))}
      <path d={`M${left} ${top}V${bottom}H${right}`} class="actor-axis" />
      {[1, 2, 3, 4, 5].map((step) => (
        <g key={step}>
          <text x={left + (width * (step - 0.5)) / 5} y={bottom + 19} text-anchor="middle" class="actor-step">
            {step}
          </text>
          <text x={left - 10} y={bottom - (height * (step - 0.5)) / 5 + 5} text-anchor="end" class="actor-step">
            {step}
          </text>
        </g>
      ))}
      <text x={left - 44} y={top - 14} class="actor-axis-word">
        {`${t.influence} (5 = ${t.high})`}
      </text>
      <text x={right} y={bottom + 36} text-anchor="end" class="actor-axis-word">
        {`${t.affected} (5 = ${t.high})`}
      </text>
      <text x={right} y={top - 12} text-anchor="end" class="actor-corner">
        {t.corners.manage}
      </text>
      <text x={left + width / 2 - corner} y={top - 12} text-anchor="end" class="actor-corner">
        {t.corners.satisfy}
      </text>
      <text x={left + width / 2 + corner} y={bottom + 36} class="actor-corner">
        {t.corners.inform}
      </text>
      <text x={left} y={bottom + 36} class="actor-corner">
        {t.corners.watch}
      </text>
      {marks.map(({ from, to }, at) => (
        <path key={at} d={`M${from.x} ${from.y}L${to.x} ${to.y}`} class="actor-spread" />
      ))}
      {placed.map((one) => (
        <Marker
          key={one.actor.id}
          placed={one}
          words={`${one.actor.name}: ${t.place(String(one.mark.influence), String(one.mark.affected))}`}
          isMovable={props.isMovable ?? false}
        />
      ))}
      <Key language={language} hasSpread={marks.length > 0} />
    </svg>
  );
}
