import journeys from "./vitest.config";

// `npm run measure`: figures for docs/performance.md.
export default { ...journeys, test: { ...journeys.test, include: ["measure.ts"] } };
