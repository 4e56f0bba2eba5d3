export { signedPapers } from './attachable.ts';
export { evidenceRoutes } from './evidence-routes.tsx';
export { signingRoutes } from './signing-routes.tsx';
export { signatureTexts } from './texts.ts';
