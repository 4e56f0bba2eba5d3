/** @jsxImportSource preact */
import { hydrate } from 'preact';
import { useState } from 'preact/hooks';
import type { Hydrate } from '../../src/ui/islands/hydrate.ts';

export interface CounterProperties {
  readonly said: string;
  readonly from: number;
}

/** An island drawn by Preact, the same here as on the server. */
export function Counter(props: CounterProperties) {
  const [count, setCount] = useState(props.from);
  return (
    <button type="button" onClick={() => setCount(count + 1)}>
      {props.said} {count}
    </button>
  );
}

const take: Hydrate<CounterProperties> = (element, properties) => hydrate(<Counter {...properties} />, element);
export default take;
