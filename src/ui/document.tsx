import type { Children } from '../platform/markup/jsx-runtime.ts';
import type { Language } from '../platform/texts.ts';

/** The whole of an HTML page. No script or style stands inside it; `style-src 'self'` would refuse them. */
export function Document(props: {
  language: Language;
  title: string;
  stylesheet: string;
  icon: string;
  script: string;
  children: Children;
}) {
  return (
    <html lang={props.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{props.title}</title>
        <link rel="icon" href={props.icon} type="image/svg+xml" />
        <link rel="stylesheet" href={props.stylesheet} />
        <script type="module" src={props.script} />
      </head>
      <body>{props.children}</body>
    </html>
  );
}
