/** How each party decides on the text that was settled: its own instance's decision, and where its signatures are to stand. */
export { decisionFiles } from './attachable.ts';
export { bindingOf } from './pages/binding-parts.tsx';
export { decidingRoutes } from './routes.tsx';
export { tellerOfEntry } from './telling-of-entry.ts';
export { decidingTexts } from './texts.ts';
