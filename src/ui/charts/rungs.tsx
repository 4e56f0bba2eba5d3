const heights = [3.5, 5.5, 8, 10.5, 13];

/** Five growing bars, filled as far as the steps hold. The word beside them says the same. */
export function Rungs(props: {
  /** 0–5 */
  reached: number;
  /** Those below, by place from nought, that nobody has told about: they stay open. */
  untold?: readonly number[];
  text: string;
}) {
  return (
    <span class="rungs">
      <svg viewBox="0 0 88 15" aria-hidden="true">
        {heights.map((height, at) => {
          const isReached = at < props.reached && !props.untold?.includes(at);
          // The open ones are drawn inside their border, so that they end where the filled ones do.
          const border = isReached ? 0 : 0.6;
          return (
            <rect
              key={height}
              x={at * 17.7 + border}
              y={14 - height + border}
              width={15.5 - 2 * border}
              height={height - 2 * border}
              rx="1.6"
              class={isReached ? 'rung' : 'rung-ahead'}
            />
          );
        })}
      </svg>
      <span>{props.text}</span>
    </span>
  );
}
