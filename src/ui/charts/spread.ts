/**
 * Moves heights as little as possible until they stand at least `gap` apart between `top` and `bottom`, in the order
 * they came in when sorted. Neighbours that push each other share the way (pool adjacent violators). Answers in the
 * order of the question. When there is no room for all, the gap holds and the last ones pass `bottom`.
 */
export function spread(wanted: readonly number[], gap: number, top: number, bottom: number): number[] {
  const order = wanted.map((_, at) => at).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b);
  // Without their gaps the heights only have to keep their order.
  const pools: { sum: number; count: number }[] = [];
  order.forEach((from, place) => {
    let pool = { sum: (wanted[from] ?? 0) - place * gap, count: 1 };
    for (let last = pools.at(-1); last && last.sum / last.count >= pool.sum / pool.count; last = pools.at(-1)) {
      pools.pop();
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
    }
    pools.push(pool);
  });
  const highest = Math.max(top, bottom - gap * (wanted.length - 1));
  const answer = new Array<number>(wanted.length);
  let place = 0;
  for (const pool of pools) {
    const height = Math.min(highest, Math.max(top, pool.sum / pool.count));
    for (let member = 0; member < pool.count; member += 1) {
      answer[order[place] as number] = height + place * gap;
      place += 1;
    }
  }
  return answer;
}
