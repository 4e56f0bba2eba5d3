import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { type Children, Markup } from '../platform/markup/jsx-runtime.ts';

/** What Preact draws in the browser, drawn here the same: the content of an island that is written for it. */
export const drawnByPreact = <Properties,>(node: VNode<Properties>): Markup =>
  new Markup(renderToString(node as VNode));

/**
 * A part of a page that a feature's module takes over in the browser, and that says the same without it. The properties
 * lie beside it as JSON, of which nothing can end the element: every `<` is written as an escape.
 */
export function Island(props: { name: string; properties: object; children: Children }) {
  const json = JSON.stringify(props.properties).replaceAll('<', '\\u003c');
  return (
    <div data-island={props.name}>
      {new Markup(`<script type="application/json">${json}</script>`)}
      <div>{props.children}</div>
    </div>
  );
}
