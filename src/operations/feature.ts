import type { WorkspaceFeature } from '../collaborations/index.ts';
import { operationsRoutes } from './routes.tsx';

export const operations: WorkspaceFeature = { name: 'operations', routes: operationsRoutes };
